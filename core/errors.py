"""Every error that Gouji raises for its user: what went wrong, where, and what to do about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from .bilingual import Bilingual
from .printable import printable


class GoujiError(Exception):
    """An expected failure, fit to be shown to the user as it is.

    Attributes:
        exit_code: What the command line exits with.
        zh, en: One sentence that says what is wrong and where.
        advice_zh, advice_en: One sentence that says what to do; may be empty.
    """

    exit_code = 2
    advice_zh = ""
    advice_en = ""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = printable(zh)
        self.en = printable(en)

    @property
    def kind(self) -> str:
        """The name by which a batch keeps it; that of its class, if not of a wider one."""
        return type(self).__name__

    def sentence(self, language: str = "zh") -> str:
        """Returns what is wrong and what to do as one line, in "zh" or "en"."""
        return Bilingual(
            self.zh + self.advice_zh, f"{self.en} {self.advice_en}".rstrip()
        ).in_language(language)

    def __str__(self) -> str:
        return self.sentence("zh")


class SourceError(GoujiError):
    """A source document that cannot be opened or read."""

    problem_zh = "无法打开"
    problem_en = "cannot be opened"

    def __init__(self, path: Path | str, detail: str = "") -> None:
        self.path = Path(path)
        self.detail = detail
        more_zh, more_en = (f"（{detail}）", f" ({detail})") if detail else ("", "")
        super().__init__(
            f"{self.path.name}：{self.problem_zh}{more_zh}。",
            f"{self.path.name}: {self.problem_en}{more_en}.",
        )

    def __reduce__(self) -> tuple[type[SourceError], tuple[Path, str]]:
        return type(self), (self.path, self.detail)


class SourceMissingError(SourceError):
    """The path does not exist or is no readable file."""

    problem_zh = "找不到或没有权限读取这个文件"
    problem_en = "does not exist or may not be read"
    advice_zh = "请检查路径和权限。"
    advice_en = "Check the path and its permissions."


class SourceDeniedError(SourceMissingError):
    """The file is there, and the system does not let it be read."""

    problem_zh = "不能读取：没有权限，或另一个程序正占用它"
    problem_en = "may not be read: no permission, or another program holds it open"
    advice_zh = "请关闭那个程序，或检查权限。"
    advice_en = "Close it there, or check the permissions."


class SourceNoFileError(SourceMissingError):
    """The path is a pipe, a device or a socket: reading it might never end."""

    problem_zh = "不是普通文件（是管道、设备或套接字），没有读取"
    problem_en = "is no ordinary file but a pipe, a device or a socket; it was not read"
    advice_zh = "请先存成文件再打开。"
    advice_en = "Save what it gives as a file and open that."


class NoFolderError(SourceMissingError):
    """A file stands where a folder was asked for."""

    problem_zh = "是文件，不是文件夹"
    problem_en = "is a file, not a folder"
    advice_zh = "请给出它所在的文件夹。"
    advice_en = "Give the folder that it lies in."


class SourceKindError(SourceError):
    """The file is of a kind that Gouji does not read."""

    problem_zh = "不是可以读取的文件类型"
    problem_en = "is not of a kind that can be read"
    advice_zh = (
        "可以读取 PDF、OFD、图片、DOCX、XLSX、HTML、TXT 和 Markdown；"
        "压缩包可用 ZIP、7z、TAR 和 TAR.GZ。"
    )
    advice_en = (
        "PDF, OFD, pictures, DOCX, XLSX, HTML, text and Markdown are read, "
        "in ZIP, 7z or TAR.GZ as well."
    )


class ArchiveKindError(SourceKindError):
    """The file is an archive of a kind that no free library unpacks by itself."""

    problem_zh = "是 RAR 压缩包，不能直接读取"
    problem_en = "is a RAR archive, which cannot be read as it is"
    advice_zh = "请用 7-Zip 或 WinRAR 解压后打开解压出的文件夹，或重新压缩为 ZIP。"
    advice_en = "Unpack it with 7-Zip or WinRAR and open the folder, or pack it as ZIP."


class ArchiveMethodError(ArchiveKindError):
    """An archive, or a file in one, is packed by a method that no library here unpacks."""

    problem_zh = "用了不能直接解压的压缩方法"
    problem_en = "is packed by a method that is not read"


class ArchivePasswordError(SourceError):
    """An archive, or a file in one, is protected: no password is asked for files in archives."""

    problem_zh = "在加了密码的压缩包里，不能直接读取"
    problem_en = "is protected by the password of its archive, and cannot be read as it is"
    advice_zh = "请用密码解压后打开解压出的文件夹，或索取一份未加密的文件。"
    advice_en = "Unpack it with the password and open the folder, or ask for a copy without."


class PhotoKindError(SourceKindError):
    """The file is a photo in HEIC, as some telephones take them."""

    problem_zh = "是 HEIC 照片，不能直接读取"
    problem_en = "is a photo in HEIC, which cannot be read as it is"
    advice_zh = "请在手机或电脑上另存为 JPEG 后再打开。"
    advice_en = "Save it as JPEG on the telephone or the computer, and open that."


class PortfolioError(SourceKindError):
    """The file is a portfolio: a PDF whose content lies in the files attached to it."""

    problem_zh = "是 PDF 包（作品集），报告在它的附件里"
    problem_en = "is a PDF portfolio, whose report lies in its attachments"
    advice_zh = "请用 Adobe Reader 打开，把附件另存后再打开。"
    advice_en = "Open it with Adobe Reader, save the attachments, and open those."


class OfdProtectedError(SourceKindError):
    """An OFD whose parts are encrypted, for those who hold its key or its password."""

    problem_zh = "是加密的 OFD，不能直接读取"
    problem_en = "is an encrypted OFD, which cannot be read as it is"
    advice_zh = "请用 OFD 阅读器打开后打印为 PDF，或索取一份未加密的文件。"
    advice_en = "Print it as PDF from an OFD reader, or ask for a copy without encryption."


class ArchiveError(SourceKindError):
    """An archive where a single report is wanted."""

    problem_zh = "是压缩包，里面可以有几份报告"
    problem_en = "is an archive, which may hold several reports"
    advice_zh = "请写明其中的文件，如 压缩包.zip/报告.pdf，或用 check、batch 读取全部。"
    advice_en = "Name the file in it, as archive.zip/report.pdf, or read all with check or batch."


class SourceBrokenError(SourceError):
    """The file is damaged, or is not what its name says."""

    problem_zh = "文件已损坏或内容与扩展名不符"
    problem_en = "is damaged or is not what its name says"
    advice_zh = "请用原来的软件打开核实，或重新索取一份。"
    advice_en = "Open it with the program it came from, or ask for another copy."


class SourceEmptyError(SourceBrokenError):
    """The file holds nothing at all."""

    problem_zh = "是空文件（0 字节）"
    problem_en = "is empty (0 bytes)"
    advice_zh = "可能没有下载或复制完整，请重新取得这份文件。"
    advice_en = "It was perhaps not downloaded or copied to the end; get the file again."


class SystemRefusedError(SourceError):
    """The system refused something that reading needs: space on its disk, another open file.

    It says nothing of the file, which is read again by the next run.
    """

    problem_zh = "读取时系统报错"
    problem_en = "could not be read, since the system refused something"
    advice_zh = "文件本身不一定有问题；请检查磁盘空间和权限后再试。"
    advice_en = (
        "The file itself may be sound; check the disk's space and permissions, and try again."
    )


class SourceChangedError(SourceError):
    """The file at the place of a source is not the one that was read then."""

    problem_zh = "不是当时读取的那份文件（内容不同），没有打开"
    problem_en = "is not the file that was read then (its content differs) and was not opened"
    advice_zh = "如果确实要看它，请用“打开报告”打开。"
    advice_en = "Open it as a report if you do want to see it."


class SourceElsewhereError(SourceError):
    """A file names a source on a machine that nobody asked to be reached."""

    problem_zh = "在另一台机器的共享文件夹里，没有打开"
    problem_en = "lies in a share of another machine and was not opened"
    advice_zh = "如果认得那个地址，请用“打开报告”打开。"
    advice_en = "Open it as a report if you know that address."


class PasswordNeededError(SourceError):
    """The document is protected, and no password was given."""

    problem_zh = "文档有密码保护"
    problem_en = "is protected by a password"
    advice_zh = "请输入它的密码，或索取一份未加密的文件。"
    advice_en = "Give its password, or ask for a copy without."


class PasswordWrongError(PasswordNeededError):
    """The document is protected, and the password that was given is not its own."""

    problem_zh = "密码不对"
    problem_en = "is protected by another password than the one given"
    advice_zh = "请核对密码（区分大小写），或索取一份未加密的文件。"
    advice_en = "Check the password, its case too, or ask for a copy without."


def password_refused(path: Path, password: str | None) -> PasswordNeededError:
    """Returns the error for a protected document that did not open with a password, or none."""
    return PasswordWrongError(path) if password else PasswordNeededError(path)


class ConverterMissingError(SourceError):
    """A legacy office file on a machine without LibreOffice, Word or WPS."""

    problem_zh = (
        "旧版 Office 文件需要由 LibreOffice（Windows 上也可由 Word 或 WPS）转换，本机没有安装"
    )
    problem_en = (
        "is a legacy Office file that needs LibreOffice (on Windows Word or WPS as well), "
        "and none is installed"
    )
    advice_zh = "请安装 LibreOffice，或在别的电脑上用 Word、WPS 另存为 .docx 或 .xlsx。"
    advice_en = (
        "Install LibreOffice, or save it as .docx or .xlsx with Word or WPS on another machine."
    )


class ConverterFailedError(SourceError):
    """LibreOffice is installed and does not run; of the file nothing is known."""

    problem_zh = "需要 LibreOffice 转换，本机的 LibreOffice 无法运行"
    problem_en = "needs LibreOffice to be converted, and the one installed here does not run"
    advice_zh = "请修复或重新安装 LibreOffice，或用 Word、WPS 另存为 .docx。"
    advice_en = "Repair or reinstall LibreOffice, or save it as .docx with Word or WPS."


class NoReportError(SourceError):
    """A readable document in which no table of the official form was found."""

    problem_zh = "没有找到政府信息公开年度报告的法定表格"
    problem_en = "holds no table of the statutory annual report"
    advice_zh = "请确认这是一份政府信息公开工作年度报告。"
    advice_en = "Check that it is an annual report on government information disclosure."


class ReportElsewhereError(NoReportError):
    """A web page without a table of the form, which shows other files in its frames."""

    problem_zh = "页面里没有法定表格，它在框架里显示另一个文件"
    problem_en = "holds no table of the form, and shows another file in a frame"
    advice_zh = "表格可能在那个文件里，请打开它；网上的框架页请在浏览器中打开后另存。"
    advice_en = "The table may be in that file: open it, or save it from the browser."

    @property
    def kind(self) -> str:
        """The name by which a batch keeps it: that of any file without a table of the form."""
        return NoReportError.__name__


class GluedCellsError(SourceError):
    """A text in which the cells of a table run together, so that no figure can be told for sure."""

    problem_zh = "表格各格的数字连在一起，有几种分法，分不出每格是多少"
    problem_en = (
        "has a table whose cells run together, and its digits can be parted in several ways"
    )
    advice_zh = "请打开原网页，另存为 HTML 或 PDF，或复制表格后用“从剪贴板打开”。"
    advice_en = (
        "Save the web page itself as HTML or PDF, or copy its table and open it from the clipboard."
    )


class OwnExportError(SourceError):
    """A file that Gouji itself has exported, where a report is wanted."""

    problem_zh = "是 Gouji 导出的文件，不是报告"
    problem_en = "was exported by Gouji and is no report"
    advice_zh = "请打开它的原件或审核文件；在 Excel 中改过的工作簿用 gouji import 读回审核。"
    advice_en = (
        "Open its source or its review file; "
        "gouji import reads a workbook corrected in Excel back into its review."
    )


class NothingToReadError(SourceError):
    """A folder that holds no file of a kind that is read."""

    problem_zh = "里面没有可以读取的报告"
    problem_en = "holds no report that can be read"
    advice_zh = "请检查路径。"
    advice_en = "Check the path."


class LimitExceededError(SourceError):
    """Reading took more time or memory than it was given."""

    problem_zh = "读取超出时间或内存限制，已停止"
    problem_en = "took more time or memory than allowed and was stopped"
    advice_zh = "文件可能已损坏；请换一份，或拆分后再试。"
    advice_en = "The file may be damaged; try another copy, or split it."


class InternalError(GoujiError):
    """A fault of the program itself.

    Attributes:
        subject: What it was at, such as the name of a file.
        detail: The kind of exception and the place in the program, for whoever mends it.
        is_logged: Whether its whole traceback stands in a log; only then the user is sent there.
    """

    advice_zh = "这不说明文件有问题；可以重试，或先处理其他文件，并把这一行告诉开发者。"
    advice_en = "It says nothing of the file; try again, go on with another, and report this line."
    logged_zh = "详情已记入日志；可以重试，或先处理其他文件。"
    logged_en = "The log says more; try again, or go on with another file."

    def __init__(self, subject: str = "", detail: str = "", *, is_logged: bool = False) -> None:
        self.subject = subject
        self.detail = detail
        self.is_logged = is_logged
        if is_logged:
            self.advice_zh, self.advice_en = self.logged_zh, self.logged_en
        more_zh, more_en = (f"（{detail}）", f" ({detail})") if detail else ("", "")
        super().__init__(
            f"{subject}：程序内部出错{more_zh}。" if subject else f"程序内部出错{more_zh}。",
            f"{subject}: an internal error occurred{more_en}."
            if subject
            else f"An internal error occurred{more_en}.",
        )

    def __reduce__(self) -> tuple[partial[InternalError], tuple[str, str]]:
        return partial(type(self), is_logged=self.is_logged), (self.subject, self.detail)


class StoppedError(GoujiError):
    """Work that its user has cancelled."""

    def __init__(self) -> None:
        super().__init__("已取消。", "Cancelled.")

    def __reduce__(self) -> tuple[type[StoppedError], tuple[()]]:
        return type(self), ()


class FormError(GoujiError):
    """A form definition with faults; all of them are listed with their paths."""

    def __init__(self, name: str, faults: tuple[str, ...]) -> None:
        self.name = name
        self.faults = faults
        listed = "; ".join(faults)
        super().__init__(
            f"表式文件 {name} 有 {len(faults)} 处错误：{listed}。",
            f"form file {name} has {len(faults)} fault(s): {listed}.",
        )

    def __reduce__(self) -> tuple[type[FormError], tuple[str, tuple[str, ...]]]:
        return type(self), (self.name, self.faults)


class FigureRefusedError(GoujiError):
    """A text typed for a cell that says no figure of that cell's domain."""


class StructureRefusedError(GoujiError):
    """A correction of the structure of a table that cannot be; nothing was changed."""


class PlacementsFileError(GoujiError):
    """A file of layouts placed by hand that cannot be taken."""

    advice_zh = "请在窗口的“版面 > 记住的版面”中重新导出它。"
    advice_en = "Export it again from the window: Layout, Remembered layouts."

    def __init__(self, path: Path, problem: Bilingual) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path.name}：{problem.zh}。", f"{path.name}: {problem.en}.")

    def __reduce__(self) -> tuple[type[PlacementsFileError], tuple[Path, Bilingual]]:
        return type(self), (self.path, self.problem)


class StreamRefusedError(GoujiError):
    """What is printed cannot be written where it goes, such as to a full disk."""

    advice_zh = "请腾出空间，或改到别处。"
    advice_en = "Make room, or send it elsewhere."

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"输出写不下去：{detail}。", f"The output cannot be written: {detail}.")

    def __reduce__(self) -> tuple[type[StreamRefusedError], tuple[str]]:
        return type(self), (self.detail,)


class FolderGoneError(GoujiError):
    """The working folder was deleted: no path can be told from there."""

    advice_zh = "请换到别的文件夹再运行。"
    advice_en = "Go to another folder and run again."

    def __init__(self) -> None:
        super().__init__(
            "当前所在的文件夹已经不在了。", "The folder that gouji runs in does not exist any more."
        )

    def __reduce__(self) -> tuple[type[FolderGoneError], tuple[()]]:
        return type(self), ()


class OutputError(GoujiError):
    """A file that cannot be written."""


class TemporaryFolderError(GoujiError):
    """The folder for temporary files takes no more: no fault of the file that is read."""

    advice_zh = "请在它所在的磁盘上腾出空间后再试。"
    advice_en = "Make room on its disk and try again."

    def __init__(self, folder: Path | str, detail: str = "") -> None:
        self.folder, self.detail = Path(folder), detail
        more_zh, more_en = (f"（{detail}）", f" ({detail})") if detail else ("", "")
        super().__init__(
            f"临时文件夹 {self.folder} 不能再写{more_zh}。",
            f"The temporary folder {self.folder} takes no more{more_en}.",
        )

    def __reduce__(self) -> tuple[type[TemporaryFolderError], tuple[Path, str]]:
        return type(self), (self.folder, self.detail)
