@echo off
rem Double click: sets the project up if need be (from wheels\ without a network, if they lie here), then shows a menu.
rem This file is ASCII: cmd reads a batch file in the code page of the machine. What is said in Chinese is said by Python.
setlocal EnableExtensions DisableDelayedExpansion
set "PYTHONUTF8=1"
pushd "%~dp0"
chcp 65001 >nul
set "CHECK=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
for %%P in ("py -3.12" "py -3.13" "py -3.11" "python" "python3") do (
    %%~P -c "%CHECK%" >nul 2>nul && (
        set "PYTHON=%%~P"
        goto found
    )
)
type docs\no-python.txt
pause >nul
exit /b 1

:found
%PYTHON% run.py start
if not errorlevel 1 exit /b 0
echo.
echo Something failed: the line above says what. Press a key to close this window.
pause >nul
exit /b 1
