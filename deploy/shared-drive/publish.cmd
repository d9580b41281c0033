@echo off
rem Puts a casebook on a shared drive: deploy\shared-drive\publish.cmd coordinator S:\casebook SCHOOL\casebook-coordinators
.venv\Scripts\casebook build --offline --audience %1 --out "%~2" || exit /b 1
icacls "%~2" /inheritance:r /grant:r "%USERDOMAIN%\%USERNAME%:(OI)(CI)F" "%~3:(OI)(CI)RX" || exit /b 1
