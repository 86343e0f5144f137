"""Where things are: one place for every folder and file the project knows by name."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
RAW = DATA / "raw"
WORDS = DATA / "words"
NOTEBOOKS = ROOT / "notebooks"
FIGURES = ROOT / "figures"

DOCUMENT = RAW / "regional_symposia_2023_2024.txt"
