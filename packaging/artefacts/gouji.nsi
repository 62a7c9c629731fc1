; The installer for one user: no administrator is asked, nothing outside the user's own is touched.
; Reviews lie beside their sources and are never removed.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh

Name "Gouji 勾稽 ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Gouji"
InstallDirRegKey HKCU "Software\Gouji\Setup" "InstallDir"
RequestExecutionLevel user
ManifestDPIAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off
BrandingText "Gouji ${VERSION}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji"
!define CLASSES "Software\Classes"
!define MUI_ICON "${FOLDER}\gouji.ico"
!define MUI_UNICON "${FOLDER}\gouji.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\gouji-window.exe"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Gouji"
VIAddVersionKey "FileDescription" "Gouji setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!macro OpenWith SUFFIX
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "Gouji.Report" ""
!macroend

!macro NoOpenWith SUFFIX
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "Gouji.Report"
!macroend

!macro ForSuffixes DO
  !insertmacro ${DO} ".pdf"
  !insertmacro ${DO} ".docx"
  !insertmacro ${DO} ".doc"
  !insertmacro ${DO} ".wps"
  !insertmacro ${DO} ".xlsx"
  !insertmacro ${DO} ".html"
  !insertmacro ${DO} ".htm"
  !insertmacro ${DO} ".png"
  !insertmacro ${DO} ".jpg"
  !insertmacro ${DO} ".tif"
  !insertmacro ${DO} ".txt"
  !insertmacro ${DO} ".md"
!macroend

!macro Kind NAME SAID
  WriteRegStr HKCU "${CLASSES}\${NAME}" "" "${SAID}"
  WriteRegStr HKCU "${CLASSES}\${NAME}\DefaultIcon" "" "$INSTDIR\gouji.ico"
  WriteRegStr HKCU "${CLASSES}\${NAME}\shell\open\command" "" '"$INSTDIR\gouji-window.exe" "%1"'
!macroend

Function .onInit
  ; A window that is open holds its files: the old version would be left in parts.
  IfFileExists "$INSTDIR\python\python311.dll" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\python\python311.dll" a
  IfErrors 0 closed
    MessageBox MB_OK|MB_ICONEXCLAMATION "Gouji 正在运行，请先关闭。$\nGouji is running; close it first." /SD IDOK
    SetErrorLevel 3
    Abort
  closed:
  FileClose $0
  free:
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  ; Modules of an older version must not lie among those of the new one.
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\python"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Gouji 勾稽.lnk" "$INSTDIR\gouji-window.exe" "" "$INSTDIR\gouji.ico"
  WriteRegStr HKCU "Software\Gouji\Setup" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.gouji" "" "Gouji.Review"
  WriteRegStr HKCU "${CLASSES}\.gouji-check" "" "Gouji.Check"
  !insertmacro Kind "Gouji.Review" "Gouji 审核文件"
  !insertmacro Kind "Gouji.Check" "Gouji 抽查文件"
  !insertmacro Kind "Gouji.Report" "Gouji 勾稽"
  !insertmacro ForSuffixes OpenWith
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Gouji 勾稽"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\gouji.ico"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Gouji developers"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  ; Only what was installed: a review that somebody keeps in this folder stays.
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\gouji.exe"
  Delete "$INSTDIR\gouji-window.exe"
  Delete "$INSTDIR\gouji.ico"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Gouji 勾稽.lnk"
  !insertmacro ForSuffixes NoOpenWith
  DeleteRegKey HKCU "${CLASSES}\.gouji"
  DeleteRegKey HKCU "${CLASSES}\.gouji-check"
  DeleteRegKey HKCU "${CLASSES}\Gouji.Review"
  DeleteRegKey HKCU "${CLASSES}\Gouji.Check"
  DeleteRegKey HKCU "${CLASSES}\Gouji.Report"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Gouji\Setup"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
