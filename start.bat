@echo off
rem Double click: sets the project up if need be (from wheels\ without a network, if they lie here), then shows a menu.
rem This file is ASCII: cmd reads a batch file in the code page of the machine. What is said in Chinese is said by Python.
setlocal EnableExtensions DisableDelayedExpansion
set "PYTHONUTF8=1"
rem Another program's Python may have left these behind; they would lead this one to its packages.
set "PYTHONHOME="
set "PYTHONPATH="
pushd "%~dp0"
chcp 65001 >nul
if not exist run.py (
    echo This window was opened from within the zip, or start.bat lies alone.
    echo Unzip the whole folder first: right-click the zip, "Extract All". Press a key to close this window.
    pause >nul
    exit /b 1
)
set "CHECK=import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sys.maxsize > 2**32))"
set "PYTHON="
call :try py -3.12
call :try py -3.13
call :try py -3.11
call :try python
call :try python3
if defined PYTHON goto found
type docs\no-python.txt
pause >nul
exit /b 1

:try
if defined PYTHON exit /b 0
%* -c "%CHECK%" >nul 2>nul
if "%errorlevel%"=="0" set "PYTHON=%*"
exit /b 0

:found
%PYTHON% run.py start
rem A Python that Windows ends has a negative code, which "if errorlevel 1" does not see.
if "%errorlevel%"=="0" exit /b 0
echo.
echo Something failed: the line above says what. Press a key to close this window.
pause >nul
exit /b 1
