; The installer of Readout for Windows, for NSIS 3. packaging/for_windows.py runs it and gives it VERSION, NUMBER, PROGRAM
; (all in the folder PyInstaller made), WORK, TARGET, PUBLISHER and SIZE (kB), and the kinds of files in formats.nsh.
;
; It asks for no administrator's rights: it installs for one person, into that person's folder.
; Not yet built on Windows.
Unicode true
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "${WORK}/formats.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Readout"

Name "Readout"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Readout"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Readout ${VERSION}"

VIProductVersion "${NUMBER}"
VIAddVersionKey "ProductName" "Readout"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}. Apache License 2.0."
VIAddVersionKey "FileDescription" "Sets up Readout"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"

!define MUI_ICON "${WORK}/readout.ico"
!define MUI_UNICON "${WORK}/readout.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\readoutw.exe"
!define MUI_LANGDLL_ALLLANGUAGES

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Vietnamese"

LangString WorksOpen ${LANG_ENGLISH} "Readout is open. Close it, then try again."
LangString WorksOpen ${LANG_SIMPCHINESE} "Readout 正在运行。请关闭后重试。"
LangString WorksOpen ${LANG_VIETNAMESE} "Readout đang mở. Hãy đóng lại rồi thử lại."

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Section "Readout"
  SetOutPath "$INSTDIR"
  ; What an older version left must not lie among the new libraries. Its folder is ours alone, so it goes as a whole.
  ; A program that runs holds its file: then nothing is touched.
  IfFileExists "$INSTDIR\readoutw.exe" 0 copy
    ClearErrors
    Delete "$INSTDIR\readoutw.exe"
    IfErrors 0 clean
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(WorksOpen)" /SD IDOK
      Abort
    clean:
      RMDir /r "$INSTDIR\_internal"
  copy:
  File /r "${PROGRAM}"
  File "${WORK}/readout-document.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\Readout.lnk" "$INSTDIR\readoutw.exe"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\readout.exe" "" "$INSTDIR\readout.exe"
  WriteRegStr HKCU "Software\Classes\Applications\readoutw.exe" "FriendlyAppName" "Readout"
  !insertmacro ENTER_FORMATS

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Readout"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\readoutw.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

; What a person made with Readout (settings, saved comparisons) stays.
Section "Uninstall"
  !insertmacro REMOVE_FORMATS
  DeleteRegKey HKCU "Software\Classes\Applications\readoutw.exe"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\readout.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  Delete "$SMPROGRAMS\Readout.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\readout.exe"
  Delete "$INSTDIR\readoutw.exe"
  Delete "$INSTDIR\readout-document.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ${RefreshShellIcons}
SectionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd
