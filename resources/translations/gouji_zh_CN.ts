<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Gouji</source>
        <translation>关于勾稽</translation>
    </message>
    <message>
        <source>Reviews information-disclosure annual reports beside their source.</source>
        <translation>对照原件审核政府信息公开工作年度报告。</translation>
    </message>
    <message>
        <source>MIT licence. Nothing is ever sent anywhere.</source>
        <translation>MIT 许可证。不向任何地方发送任何数据。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open one report or several</source>
        <translation>打开一份或几份年度报告</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹(&amp;D)…</translation>
    </message>
    <message>
        <source>Put every report below a folder in the queue</source>
        <translation>把文件夹中的报告全部放入队列</translation>
    </message>
    <message>
        <source>Open from the clip&amp;board</source>
        <translation>从剪贴板打开(&amp;B)</translation>
    </message>
    <message>
        <source>Open a copied table, text or picture as a report</source>
        <translation>把复制的表格、文字或截图作为一份报告打开</translation>
    </message>
    <message>
        <source>Folder into one &amp;workbook…</source>
        <translation>文件夹汇成一个工作簿(&amp;W)…</translation>
    </message>
    <message>
        <source>Read every report below a folder into one workbook</source>
        <translation>读出文件夹中的全部报告，写成一个工作簿</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Everything is saved at once; says where</source>
        <translation>每一步都已即时保存；显示保存在哪里</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>另存一份(&amp;C)…</translation>
    </message>
    <message>
        <source>Write the whole review to another file</source>
        <translation>把整个审核另存为一个文件</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Export in En&amp;glish…</source>
        <translation>导出英文版(&amp;G)…</translation>
    </message>
    <message>
        <source>Write the workbook or the opinion in English</source>
        <translation>用英文写出工作簿或审核意见</translation>
    </message>
    <message>
        <source>Write the audited workbook, the opinion or the cells</source>
        <translation>写出审核工作簿、审核意见或逐格数据</translation>
    </message>
    <message>
        <source>&amp;Print the opinion…</source>
        <translation>打印审核意见(&amp;P)…</translation>
    </message>
    <message>
        <source>Print the review opinion</source>
        <translation>打印审核意见</translation>
    </message>
    <message>
        <source>&amp;Import workbook…</source>
        <translation>读回工作簿(&amp;I)…</translation>
    </message>
    <message>
        <source>Take over figures that were changed in Excel</source>
        <translation>把在 Excel 中改过的数读回审核</translation>
    </message>
    <message>
        <source>&amp;Hold against an extraction…</source>
        <translation>对照已有的抽取(&amp;H)…</translation>
    </message>
    <message>
        <source>Show where figures that another program extracted differ from the page; with no report they are opened by themselves</source>
        <translation>指出另一个程序抽取的数与页面不同的格；没有打开报告时，把对照的抽取作为报告打开</translation>
    </message>
    <message>
        <source>Give the e&amp;xtraction back…</source>
        <translation>交回更正的抽取(&amp;X)…</translation>
    </message>
    <message>
        <source>Write the extraction corrected, in its own shape</source>
        <translation>把对照的抽取更正后按原样写出</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Quit Gouji</source>
        <translation>退出勾稽</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last step</source>
        <translation>撤销上一步</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Do the step again that was taken back</source>
        <translation>重做刚撤销的一步</translation>
    </message>
    <message>
        <source>Take back this ce&amp;ll</source>
        <translation>撤回这一格(&amp;L)</translation>
    </message>
    <message>
        <source>Take back the last decision on the current cell alone</source>
        <translation>只撤回对当前这一格的最后一次处理</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected figures, or the text marked in the source</source>
        <translation>复制选中的数，或原件中选中的文字</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Paste figures from here on; with no report open, open what was copied</source>
        <translation>从当前格起粘贴数字；没有打开报告时，打开复制的内容</translation>
    </message>
    <message>
        <source>&amp;Find in the source</source>
        <translation>在原件中查找(&amp;F)</translation>
    </message>
    <message>
        <source>Find a text in the source</source>
        <translation>在原件中查找文字</translation>
    </message>
    <message>
        <source>&amp;Previous doubt</source>
        <translation>上一疑点(&amp;P)</translation>
    </message>
    <message>
        <source>Go to the previous doubt</source>
        <translation>转到上一个疑点</translation>
    </message>
    <message>
        <source>&amp;Next doubt</source>
        <translation>下一疑点(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next doubt</source>
        <translation>转到下一个疑点</translation>
    </message>
    <message>
        <source>Ta&amp;ke the suggestion</source>
        <translation>采纳(&amp;K)</translation>
    </message>
    <message>
        <source>Take the first suggestion of the current doubt</source>
        <translation>采纳当前疑点的第一条建议</translation>
    </message>
    <message>
        <source>Fill &amp;blank totals</source>
        <translation>补上未填的合计(&amp;B)</translation>
    </message>
    <message>
        <source>Adjust every total left blank to the sum of its parts, as one step</source>
        <translation>把未填的合计一次全部调整为各项之和</translation>
    </message>
    <message>
        <source>Co&amp;rrect the reading</source>
        <translation>更正读数(&amp;R)</translation>
    </message>
    <message>
        <source>Type what the page prints</source>
        <translation>录入原件所印的数字</translation>
    </message>
    <message>
        <source>&amp;Confirm</source>
        <translation>确认(&amp;C)</translation>
    </message>
    <message>
        <source>Confirm the cell as read and go to the next one</source>
        <translation>确认这一格读数无误，转到下一格</translation>
    </message>
    <message>
        <source>Confirm the rest of the &amp;table</source>
        <translation>确认本表其余各格(&amp;T)</translation>
    </message>
    <message>
        <source>Confirm every cell of the table that has no doubt</source>
        <translation>确认本表中没有疑点的各格</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>调整(&amp;A)…</translation>
    </message>
    <message>
        <source>Set the audited figure, with a reason; the printed one stays</source>
        <translation>写明理由，调整审定数；原件所印数字保留</translation>
    </message>
    <message>
        <source>E&amp;xplain…</source>
        <translation>说明(&amp;X)…</translation>
    </message>
    <message>
        <source>Say why the finding stands: the report prints it so</source>
        <translation>说明疑点为何保留：原件如此</translation>
    </message>
    <message>
        <source>&amp;Sign off</source>
        <translation>签核(&amp;S)</translation>
    </message>
    <message>
        <source>Sign the review off as it stands, or reopen it</source>
        <translation>按现状签核，或撤销签核</translation>
    </message>
    <message>
        <source>New rea&amp;ding…</source>
        <translation>新的识读(&amp;D)…</translation>
    </message>
    <message>
        <source>What is read otherwise now than when the review began</source>
        <translation>现在的识读与审核开始时有哪些不同</translation>
    </message>
    <message>
        <source>Co&amp;mpare with another review…</source>
        <translation>与另一份审核比较(&amp;M)…</translation>
    </message>
    <message>
        <source>Two reviewers of one report: what differs, and a third file</source>
        <translation>两人审核同一份报告：有哪些不同，合并为第三个文件</translation>
    </message>
    <message>
        <source>Re&amp;viewer…</source>
        <translation>审核人(&amp;V)…</translation>
    </message>
    <message>
        <source>The name that your decisions carry</source>
        <translation>各项处理记在谁的名下</translation>
    </message>
    <message>
        <source>Spot c&amp;heck of the queue…</source>
        <translation>抽查队列(&amp;H)…</translation>
    </message>
    <message>
        <source>Draw cells or reports from the queue as it is filtered</source>
        <translation>从队列（按当前筛选）中抽取单元格或报告</translation>
    </message>
    <message>
        <source>&amp;Go on with a spot check…</source>
        <translation>继续抽查(&amp;G)…</translation>
    </message>
    <message>
        <source>Open a spot check that was drawn</source>
        <translation>打开已抽取的抽查</translation>
    </message>
    <message>
        <source>&amp;Next report</source>
        <translation>下一份报告(&amp;N)</translation>
    </message>
    <message>
        <source>Show the next report of the queue</source>
        <translation>显示队列中的下一份报告</translation>
    </message>
    <message>
        <source>&amp;Previous report</source>
        <translation>上一份报告(&amp;P)</translation>
    </message>
    <message>
        <source>Show the previous report of the queue</source>
        <translation>显示队列中的上一份报告</translation>
    </message>
    <message>
        <source>Next &amp;table</source>
        <translation>下一张表(&amp;T)</translation>
    </message>
    <message>
        <source>Show the next table</source>
        <translation>显示下一张表</translation>
    </message>
    <message>
        <source>Pre&amp;vious table</source>
        <translation>上一张表(&amp;V)</translation>
    </message>
    <message>
        <source>Show the previous table</source>
        <translation>显示上一张表</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Enlarge the source</source>
        <translation>放大原件</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Reduce the source</source>
        <translation>缩小原件</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>Show the source in its own size</source>
        <translation>按实际大小显示原件</translation>
    </message>
    <message>
        <source>Fit &amp;width</source>
        <translation>适合宽度(&amp;W)</translation>
    </message>
    <message>
        <source>Fit the page to the width</source>
        <translation>使页面与窗口同宽</translation>
    </message>
    <message>
        <source>Fit pag&amp;e</source>
        <translation>适合整页(&amp;E)</translation>
    </message>
    <message>
        <source>Show the whole page</source>
        <translation>显示整页</translation>
    </message>
    <message>
        <source>&amp;Rotate the page</source>
        <translation>旋转页面(&amp;R)</translation>
    </message>
    <message>
        <source>Turn the pages of the source clockwise</source>
        <translation>把原件的页面顺时针转 90 度</translation>
    </message>
    <message>
        <source>Rotate the page &amp;back</source>
        <translation>反向旋转页面(&amp;B)</translation>
    </message>
    <message>
        <source>Turn the pages of the source counter-clockwise</source>
        <translation>把原件的页面逆时针转 90 度</translation>
    </message>
    <message>
        <source>Small pa&amp;ges</source>
        <translation>缩略图(&amp;G)</translation>
    </message>
    <message>
        <source>Show the pages small beside the source, or hide them</source>
        <translation>在原件旁显示或隐藏各页的缩略图</translation>
    </message>
    <message>
        <source>Outline all &amp;cells</source>
        <translation>标出全部单元格(&amp;C)</translation>
    </message>
    <message>
        <source>Show where every cell was found in the source</source>
        <translation>在原件上标出每一格所在的位置</translation>
    </message>
    <message>
        <source>S&amp;how scans level</source>
        <translation>扫描页扶正(&amp;H)</translation>
    </message>
    <message>
        <source>Show pages that were scanned askew level, or as scanned</source>
        <translation>把扫歪的页扶正显示，或恢复原样</translation>
    </message>
    <message>
        <source>&amp;Source in a window of its own</source>
        <translation>原件单独成窗(&amp;S)</translation>
    </message>
    <message>
        <source>Put the source on another screen, or back</source>
        <translation>把原件放到另一个屏幕，或放回来</translation>
    </message>
    <message>
        <source>Next part of the win&amp;dow</source>
        <translation>下一个区域(&amp;D)</translation>
    </message>
    <message>
        <source>Put the keyboard on form, source, findings or queue</source>
        <translation>把键盘移到表格、原件、疑点或队列</translation>
    </message>
    <message>
        <source>Previo&amp;us part of the window</source>
        <translation>上一个区域(&amp;U)</translation>
    </message>
    <message>
        <source>Put the keyboard on the part before</source>
        <translation>把键盘移到前一个区域</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整个屏幕</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>使用手册(&amp;M)</translation>
    </message>
    <message>
        <source>Show the manual</source>
        <translation>显示使用手册</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Log folder</source>
        <translation>日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>Open the folder of the log</source>
        <translation>打开日志所在的文件夹</translation>
    </message>
    <message>
        <source>&amp;About Gouji</source>
        <translation>关于勾稽(&amp;A)</translation>
    </message>
    <message>
        <source>Versions and licence</source>
        <translation>版本与许可证</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审核(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Reopen the re&amp;view</source>
        <translation>撤销签核(&amp;V)</translation>
    </message>
    <message>
        <source>Take suggestion 1 to 9 of the current doubt</source>
        <translation>采纳当前疑点的第 1 至 9 条建议</translation>
    </message>
    <message>
        <source>Go to the next figure; heads are passed over</source>
        <translation>移到相邻的数字，跳过表头</translation>
    </message>
    <message>
        <source>Next or previous figure in reading order</source>
        <translation>按阅读顺序移到下一个或上一个数字</translation>
    </message>
    <message>
        <source>Take what was typed and go down or up</source>
        <translation>录入并向下或向上</translation>
    </message>
    <message>
        <source>Select a block; Enter and Tab go on within it</source>
        <translation>选中一块；回车和 Tab 在其中移动</translation>
    </message>
    <message>
        <source>Give up what was typed</source>
        <translation>放弃录入</translation>
    </message>
    <message>
        <source>Go to the edge of the table</source>
        <translation>移到表的边缘</translation>
    </message>
    <message>
        <source>Held down: see the cell enlarged in the source</source>
        <translation>按住：放大看原件上的这一格</translation>
    </message>
    <message>
        <source>The page prints nothing here</source>
        <translation>原件此处空白</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Slide the figures &amp;left</source>
        <translation>数字左移(&amp;L)</translation>
    </message>
    <message>
        <source>Slide the selected figures one place to the left</source>
        <translation>把选中的数字左移一格</translation>
    </message>
    <message>
        <source>Slide the figures &amp;right</source>
        <translation>数字右移(&amp;R)</translation>
    </message>
    <message>
        <source>Slide the selected figures one place to the right</source>
        <translation>把选中的数字右移一格</translation>
    </message>
    <message>
        <source>Slide the figures &amp;up</source>
        <translation>数字上移(&amp;U)</translation>
    </message>
    <message>
        <source>Slide the selected figures one place up</source>
        <translation>把选中的数字上移一格</translation>
    </message>
    <message>
        <source>Slide the figures &amp;down</source>
        <translation>数字下移(&amp;D)</translation>
    </message>
    <message>
        <source>Slide the selected figures one place down</source>
        <translation>把选中的数字下移一格</translation>
    </message>
    <message>
        <source>E&amp;xchange two rows or columns</source>
        <translation>对调两行或两列(&amp;X)</translation>
    </message>
    <message>
        <source>Exchange the two columns, or rows, that the selected cells stand in</source>
        <translation>对调选中的格所在的两列或两行</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>版面(&amp;L)</translation>
        <source>Body and &amp;year…</source>
        <translation>单位和年度(&amp;Y)…</translation>
    </message>
    <message>
        <source>Say whose report it is and of which year</source>
        <translation>写明是哪个单位、哪一年度的报告</translation>
    </message>
    <message>
        <source>Body and &amp;year…</source>
        <translation>单位和年度(&amp;Y)…</translation>
    </message>
    <message>
        <source>Next report with d&amp;oubts</source>
        <translation>下一份有疑点的报告(&amp;W)</translation>
    </message>
    <message>
        <source>Go to the first doubt of the next report that has one</source>
        <translation>到下一份有疑点的报告的第一个疑点</translation>
    </message>
    <message>
        <source>&amp;Commands by name…</source>
        <translation>按名称找命令(&amp;C)…</translation>
    </message>
    <message>
        <source>Find a command by a part of its name and call it</source>
        <translation>输入名称的一部分，找到命令并执行</translation>
    </message>
    <message>
        <source>List all keyboard shortcuts, and change them</source>
        <translation>列出全部快捷键，可以更改</translation>
    </message>
    <message>
        <source>&amp;Unreadable</source>
        <translation>无法识别(&amp;U)</translation>
    </message>
    <message>
        <source>Record that nobody can read what the page prints here; it is never a zero</source>
        <translation>记录原件上这一格看不清；看不清不等于零</translation>
    </message>
    <message>
        <source>It needs an open report.</source>
        <translation>先打开一份报告。</translation>
    </message>
    <message>
        <source>&amp;Placement on the source</source>
        <translation>原件上的版面(&amp;P)</translation>
    </message>
    <message>
        <source>Show on the source how the table is placed, to correct it, or no longer</source>
        <translation>在原件上显示这张表的区域、列和行，以便更正，或不再显示</translation>
    </message>
    <message>
        <source>Placement: select a column or row; name it by number, or the next name</source>
        <translation>版面：选列或行；按编号或依次命名</translation>
    </message>
    <message>
        <source>Placement: exchange with the next; shift all names by one</source>
        <translation>版面：与下一个对调；全部名称移一格</translation>
    </message>
    <message>
        <source>Placement: move the boundary after the selected line, add one, remove it</source>
        <translation>版面：移动选中列（行）后的分界，增加、去掉分界</translation>
    </message>
    <message>
        <source>Placement: the page is the table, goes on; as a picture; another layout; one act back</source>
        <translation>版面：本页就是这张表、是续表；按图像识读；换一种排法；退回一步</translation>
    </message>
    <message>
        <source>Re&amp;membered layouts…</source>
        <translation>记住的版面(&amp;M)…</translation>
    </message>
    <message>
        <source>The tables placed by hand, offered to reports laid out alike</source>
        <translation>人工更正过版面的表，遇到相同版面的报告时提供</translation>
    </message>
    <message>
        <source>Placement: frame by keys (Enter: what it is); the table begins, or ends before, here</source>
        <translation>版面：用键盘画框（回车说明是什么）；表从这里开始，或到这里之前为止</translation>
    </message>
    <message>
        <source>Placement: the page read again by other means</source>
        <translation>版面：本页换一种方式识读</translation>
    </message>
    <message>
        <source>&amp;Another report in this file</source>
        <translation>本文件中的另一份报告(&amp;A)</translation>
    </message>
    <message>
        <source>Begin a review of one report more in this file, its tables to be framed</source>
        <translation>为本文件中另一份没有认出的报告开始审核，由您框出它的表</translation>
    </message>
    <message>
        <source>Confirm a doubt of a table in every report of the queue whose table is laid out alike</source>
        <translation>表格的一个疑点，在队列中版面相同的每份报告里一并确认</translation>
    </message>
    <message>
        <source>Confirm for a&amp;ll laid out alike</source>
        <translation>版面相同的一并确认(&amp;Z)</translation>
    </message>
    <message>
        <source>Figures of the &amp;year before</source>
        <translation>对照上年数字(&amp;Y)</translation>
    </message>
    <message>
        <source>Print pre&amp;view…</source>
        <translation>打印预览(&amp;V)…</translation>
    </message>
    <message>
        <source>See the review opinion as it would be printed</source>
        <translation>看审核意见打印出来的样子</translation>
    </message>
    <message>
        <source>Show what the year before has below each figure, and the change</source>
        <translation>在每个数下面显示上年的数和增减</translation>
    </message>
    <message>
        <source>Your name, the look of the window, where reviews are kept</source>
        <translation>审核人姓名、窗口外观和审核文件的位置</translation>
    </message>
    <message>
        <source>&amp;Three jobs in one minute</source>
        <translation>一分钟认识三件事(&amp;T)</translation>
    </message>
    <message>
        <source>How to correct a report, to export, and to spot-check</source>
        <translation>怎样核对更正、导出和抽查</translation>
    </message>
    <message>
        <source>Opi&amp;nions of the queue…</source>
        <translation>队列的审核意见(&amp;N)…</translation>
    </message>
    <message>
        <source>Write the opinion of every report that the queue shows</source>
        <translation>为队列中显示的每份报告写出审核意见</translation>
    </message>
</context>
<context>
    <name>AlikeCommands</name>
    <message>
        <source> In {count} it could not be recorded: {why}</source>
        <translation> 有 {count} 份未能记入：{why}</translation>
    </message>
    <message>
        <source>Confirmed here and in {count} reports laid out alike. The review of each says what it was inferred from, and it is undone there.</source>
        <translation>已在本报告和版面相同的 {count} 份报告中确认。各自的审核文件写明依据，可在那里撤销。</translation>
    </message>
    <message>
        <source>Confirmed here. No other report of the queue is laid out alike and in the same doubt.</source>
        <translation>已在本报告确认。队列中没有版面相同、同样存疑的报告。</translation>
    </message>
    <message>
        <source>This answers a doubt about how a table is laid out; none is current.</source>
        <translation>这用来确认表格版面的疑点；当前的不是。</translation>
    </message>
    <message>
        <source>inferred from {report} ({file}), whose table is laid out alike</source>
        <translation>依据版面相同的 {report}（{file}）推定</translation>
    </message>
</context>
<context>
    <name>BatchCommands</name>
    <message>
        <source>Open a spot check</source>
        <translation>打开抽查</translation>
    </message>
    <message>
        <source>Spot check (*.gouji-check)</source>
        <translation>抽查 (*.gouji-check)</translation>
    </message>
    <message>
        <source>Export spot check</source>
        <translation>导出抽查</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>已写入 {name}</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>Read a folder into one workbook</source>
        <translation>文件夹汇成一个工作簿</translation>
    </message>
    <message>
        <source>Folder of reports</source>
        <translation>报告所在的文件夹</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Workbook to write</source>
        <translation>写入的工作簿</translation>
    </message>
    <message>
        <source>&amp;Read everything again, even what was read before</source>
        <translation>全部重读，先前读过的也重读(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Spot &amp;check…</source>
        <translation>抽查(&amp;K)…</translation>
    </message>
    <message>
        <source>Looking through the folder…</source>
        <translation>正在查看文件夹……</translation>
    </message>
    <message>
        <source>Cancelled. What was read is kept: Start goes on from there.</source>
        <translation>已取消。已读的部分保留着：再按“开始”就接着做。</translation>
    </message>
    <message>
        <source>Read {done} of {total}</source>
        <translation>已读 {done}/{total}</translation>
    </message>
    <message>
        <source>Written {done} of {total}</source>
        <translation>已写 {done}/{total}</translation>
    </message>
    <message>
        <source>{count} read before</source>
        <translation>{count} 个先前已读</translation>
    </message>
    <message>
        <source>{count} not readable</source>
        <translation>{count} 个未能读取</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
    <message>
        <source>{reports} reports, {errors} of them with errors; {failed} files not readable. Written: {name}</source>
        <translation>报告 {reports} 份，其中有错误的 {errors} 份；未能读取的文件 {failed} 个。已写入 {name}</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Files read at the same time</source>
        <translation>同时读取的文件数</translation>
    </message>
    <message>
        <source>Password of protected files</source>
        <translation>受保护文档的密码</translation>
    </message>
    <message>
        <source>of protected files, if there are any</source>
        <translation>有密码保护的文件时填写</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>文件夹(&amp;F)：</translation>
    </message>
    <message>
        <source>&amp;Workbook:</source>
        <translation>工作簿(&amp;W)：</translation>
    </message>
    <message>
        <source>&amp;Processes:</source>
        <translation>进程数(&amp;P)：</translation>
    </message>
    <message>
        <source>Passwor&amp;d:</source>
        <translation>密码(&amp;D)：</translation>
    </message>
    <message>
        <source>&amp;Open the workbook</source>
        <translation>打开工作簿(&amp;O)</translation>
    </message>
    <message>
        <source>Open its fo&amp;lder</source>
        <translation>打开所在文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>What is kept of the last run is damaged or was changed. Tick “Read everything again” and start once more.</source>
        <translation>上次运行的记录已损坏或被改动。请勾选“全部重读”，再开始。</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>Agrees</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>What it speaks of</source>
        <translation>所述内容</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表中</translation>
    </message>
    <message>
        <source>Words of the source</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>parts of a whole</source>
        <translation>分项合计</translation>
    </message>
    <message>
        <source>share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>explained</source>
        <translation>已说明</translation>
    </message>
    <message>
        <source>no</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>What the narrative states</source>
        <translation>正文所述</translation>
    </message>
</context>
<context>
    <name>CloseUp</name>
    <message>
        <source>The source prints no such cell</source>
        <translation>原件没有印这一格</translation>
    </message>
    <message>
        <source>Close-up of the current cell</source>
        <translation>当前格的原件近景</translation>
    </message>
</context>
<context>
    <name>CommandParts</name>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
</context>
<context>
    <name>CommandSet</name>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>文件名(&amp;N)：</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>类型：</translation>
    </message>
    <message>
        <source>This is done on a cell: Enter goes from a sentence to its cell.</source>
        <translation>这要在单元格上做：在正文的一条上按回车，转到它的单元格。</translation>
    </message>
</context>
<context>
    <name>ComparingCommands</name>
    <message>
        <source>Compare with</source>
        <translation>与之比较</translation>
    </message>
    <message>
        <source>Review (*.gouji)</source>
        <translation>审核文件 (*.gouji)</translation>
    </message>
    <message>
        <source>Merged review</source>
        <translation>合并的审核</translation>
    </message>
</context>
<context>
    <name>ComparingDialog</name>
    <message>
        <source>Compare reviews</source>
        <translation>比较审核</translation>
    </message>
    <message>
        <source>{mine} and {other}: {same} of {all} cells alike ({percent} %), Cohen&apos;s kappa {kappa}.</source>
        <translation>{mine} 与 {other}：{all} 格中 {same} 格一致（{percent} %），Cohen κ {kappa}。</translation>
    </message>
    <message>
        <source> Of {count} cells that at least one looked at {alike} hold the same figure, kappa by value {kappa}.</source>
        <translation>至少一人看过的 {count} 格中，数值一致的 {alike} 格，按数值的 κ 为 {kappa}。</translation>
    </message>
    <message>
        <source> Both decided {count} cells, and differently: choose, or leave as read.</source>
        <translation>有 {count} 格两人都处理过而结果不同：请选择，或保留识读。</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>the other one&apos;s</source>
        <translation>对方的</translation>
    </message>
    <message>
        <source>as read</source>
        <translation>按识读</translation>
    </message>
    <message>
        <source>&amp;Merge into a third file…</source>
        <translation>合并为第三个文件(&amp;M)…</translation>
    </message>
</context>
<context>
    <name>DecidingCommands</name>
    <message>
        <source>Changed: {what}</source>
        <translation>已改：{what}</translation>
    </message>
    <message>
        <source>Still looking for suggestions</source>
        <translation>建议还在计算中</translation>
    </message>
    <message>
        <source>There is no suggestion {number} for this doubt</source>
        <translation>这个疑点没有第 {number} 条建议</translation>
    </message>
    <message>
        <source>No total is left blank that could be filled in.</source>
        <translation>没有可以补上的合计。</translation>
    </message>
    <message>
        <source>left blank in the report; the sum of its parts</source>
        <translation>原件未填，按各项之和填写</translation>
    </message>
    <message>
        <source>{count} blank totals filled in with the sums of their parts.</source>
        <translation>已按各项之和补上 {count} 个未填的合计。</translation>
    </message>
    <message>
        <source>Adjust {cell}; the printed figure stays</source>
        <translation>调整 {cell}；原件所印数字保留</translation>
    </message>
    <message>
        <source>Audited</source>
        <translation>审定数</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>why the report is wrong</source>
        <translation>原件错在何处</translation>
    </message>
    <message>
        <source>No finding is current here.</source>
        <translation>这一格没有疑点可以说明。</translation>
    </message>
    <message>
        <source>printed so in the source</source>
        <translation>原件如此</translation>
    </message>
    <message>
        <source>Explain: {finding}</source>
        <translation>说明：{finding}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The source reads as it did when the review began.</source>
        <translation>原件的识读与审核开始时一致。</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>审核人</translation>
    </message>
    <message>
        <source>Your decisions are recorded under this name:</source>
        <translation>各项处理记在这个名下：</translation>
    </message>
    <message>
        <source>Whose report this is, and of which year</source>
        <translation>这是哪个单位、哪一年度的报告</translation>
    </message>
    <message>
        <source>Nothing was decided on this cell alone.</source>
        <translation>这一格没有单独的处理可以撤回。</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Audited workbook</source>
        <translation>审核工作簿</translation>
    </message>
    <message>
        <source>Review opinion, PDF</source>
        <translation>审核意见 PDF</translation>
    </message>
    <message>
        <source>Review opinion, Word</source>
        <translation>审核意见 Word</translation>
    </message>
    <message>
        <source>Review opinion, web page</source>
        <translation>审核意见 网页</translation>
    </message>
    <message>
        <source>Cells, CSV</source>
        <translation>逐格数据 CSV</translation>
    </message>
    <message>
        <source>Cells, JSON Lines</source>
        <translation>逐格数据 JSON Lines</translation>
    </message>
</context>
<context>
    <name>FigureEditor</name>
    <message>
        <source>Figure as printed</source>
        <translation>原件所印数字</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>Export in English</source>
        <translation>导出英文版</translation>
    </message>
    <message>
        <source>The clipboard holds no table, no text and no picture.</source>
        <translation>剪贴板里没有表格、文字或图片。</translation>
    </message>
    <message>
        <source>Open reports</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>正在导出 {name}</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The opinion could not be printed to {path}. Choose another place.</source>
        <translation>审核意见无法打印到 {path}，请换一个位置。</translation>
    </message>
    <message>
        <source>The opinion was printed to {path}</source>
        <translation>审核意见已打印到 {path}</translation>
    </message>
    <message>
        <source>The export lies at {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <source>Everything is saved in {path}</source>
        <translation>全部已保存在 {path}</translation>
    </message>
    <message>
        <source>{path} is no longer there. Save a copy elsewhere (Ctrl+Shift+S).</source>
        <translation>{path} 已不在原处。请另存一份（Ctrl+Shift+S）。</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存一份</translation>
    </message>
    <message>
        <source>Review (*.gouji)</source>
        <translation>审核文件 (*.gouji)</translation>
    </message>
    <message>
        <source>The copy lies at {path}</source>
        <translation>副本在 {path}</translation>
    </message>
    <message>
        <source>The opinion as printed</source>
        <translation>审核意见打印预览</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Doubts</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>  [explained: {note}]</source>
        <translation>  〔已说明：{note}〕</translation>
    </message>
    <message>
        <source>  [explained as “{note}”, which no longer holds: {why}]</source>
        <translation>  〔曾说明“{note}”，现已失效：{why}〕</translation>
    </message>
    <message>
        <source>Every rule holds.</source>
        <translation>全部勾稽关系成立。</translation>
    </message>
    <message>
        <source>Alt+{number} takes it</source>
        <translation>按 Alt+{number} 采纳</translation>
    </message>
    <message>
        <source>Alt+{number}: it reads {text}</source>
        <translation>Alt+{number}：读作 {text}</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>Tables of the form</source>
        <translation>法定表格</translation>
    </message>
    <message>
        <source> (not in the document)</source>
        <translation>（文件中没有这张表）</translation>
    </message>
    <message>
        <source>Narrative</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>What the narrative states, beside the tables</source>
        <translation>正文所述的数字，与表对照</translation>
    </message>
    <message>
        <source>Table {number}</source>
        <translation>表 {number}</translation>
    </message>
</context>
<context>
    <name>FormView</name>
    <message>
        <source>The clipboard holds no text to paste.</source>
        <translation>剪贴板里没有可以粘贴的文字。</translation>
    </message>
</context>
<context>
    <name>GoingCommands</name>
    <message>
        <source>No doubt is left here; other reports of the queue are not read yet.</source>
        <translation>这份报告没有待处理的疑点；队列中还有报告没有读完。</translation>
    </message>
    <message>
        <source>No doubt is left in this report.</source>
        <translation>这份报告没有待处理的疑点。</translation>
    </message>
    <message>
        <source>Gone round: this is the last doubt again.</source>
        <translation>转了一圈，又到最后一个疑点。</translation>
    </message>
    <message>
        <source>Gone round: this is the first doubt again.</source>
        <translation>转了一圈，又到第一个疑点。</translation>
    </message>
    <message>
        <source> Ctrl+F8 goes to the next report with doubts.</source>
        <translation>按 Ctrl+F8 到下一份有疑点的报告。</translation>
    </message>
    <message>
        <source>No other report has a doubt left.</source>
        <translation>别的报告都没有疑点了。</translation>
    </message>
    <message>
        <source>There is no further report.</source>
        <translation>前后没有别的报告了。</translation>
    </message>
    <message>
        <source>No report is open, and none has a doubt left.</source>
        <translation>没有打开报告，队列中也没有未处理的疑点。</translation>
    </message>
</context>
<context>
    <name>HeatStrip</name>
    <message>
        <source>Cells with errors {errors}, warnings {warnings}, uncertain {doubts}</source>
        <translation>有错误的格 {errors}、有警告的格 {warnings}、存疑的格 {doubts}</translation>
    </message>
    <message>
        <source>Where in the source something is left to decide</source>
        <translation>原件中还有疑点的地方</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>corrected</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>adjusted</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>explained</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>redone</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>taken back alone</source>
        <translation>单格撤回</translation>
    </message>
    <message>
        <source>signed off</source>
        <translation>签核</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>reviewer changed</source>
        <translation>更换审核人</translation>
    </message>
    <message>
        <source>new reading accepted</source>
        <translation>采纳重新识读</translation>
    </message>
    <message>
        <source>new reading refused</source>
        <translation>不采纳重新识读</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>（空白）</translation>
    </message>
    <message>
        <source> ({why})</source>
        <translation>（{why}）</translation>
    </message>
    <message>
        <source>identified</source>
        <translation>认定</translation>
    </message>
    <message>
        <source>placed otherwise</source>
        <translation>更正版面</translation>
    </message>
    <message>
        <source>: {count} cells</source>
        <translation>：{count} 格</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Take back the last decision on this cell</source>
        <translation>撤回对这一格的最后一次处理</translation>
    </message>
    <message>
        <source>Later decisions on other cells stay as they are</source>
        <translation>其他格的处理不受影响</translation>
    </message>
</context>
<context>
    <name>IdentityButton</name>
    <message>
        <source>(not found)</source>
        <translation>（没有找到）</translation>
    </message>
    <message>
        <source>Ctrl+B corrects body and year</source>
        <translation>Ctrl+B 更正单位和年度</translation>
    </message>
</context>
<context>
    <name>ExtractingCommands</name>
    <message>
        <source>Hold against an extraction</source>
        <translation>对照已有的抽取</translation>
    </message>
    <message>
        <source>Extractions (*.json *.jsonl *.csv *.xlsx)</source>
        <translation>可对照的抽取 (*.json *.jsonl *.csv *.xlsx)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>{name} has no report that is this one: check the file names, or body and year.</source>
        <translation>{name} 里没有认出这份报告：请核对文件名，或单位和年度。</translation>
    </message>
    <message>
        <source>Held against {name}: {count} cells, {differ} differ (F8 goes to them)</source>
        <translation>已对照 {name}：{count} 格，不同 {differ} 格（F8 逐个看）</translation>
    </message>
    <message>
        <source>{count} cells with a figure are not in it</source>
        <translation>有数而其中没有的格 {count} 个</translation>
    </message>
    <message>
        <source>No extraction is held against this report (File, Hold against…).</source>
        <translation>这份报告还没有对照的抽取（文件 &gt; 对照已有的抽取）。</translation>
    </message>
    <message>
        <source>Give the extraction back</source>
        <translation>交回更正的抽取</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>{corrected} cells corrected, {left} left: {path}</source>
        <translation>更正 {corrected} 格，未更正 {left} 格：{path}</translation>
    </message>
</context>
<context>
    <name>ExtractionColumnsDialog</name>
    <message>
        <source>Columns of the extraction</source>
        <translation>对照的抽取的各列</translation>
    </message>
    <message>
        <source>{name}: say what the columns are that were not recognised. It is kept for files with the same columns.</source>
        <translation>{name}：请指明没有认出的列是哪一格。同样列名的文件以后照此读取。</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>格</translation>
    </message>
    <message>
        <source>(not compared)</source>
        <translation>（不对照）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
</context>
<context>
    <name>ImportingCommands</name>
    <message>
        <source>Import workbook</source>
        <translation>读回工作簿</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Nothing was changed in {name}</source>
        <translation>{name} 没有改动</translation>
    </message>
    <message>
        <source>{count} figure(s) taken over from {name}</source>
        <translation>已从 {name} 读回 {count} 个数</translation>
    </message>
</context>
<context>
    <name>ImportingDialog</name>
    <message>
        <source>Take figures over from a workbook</source>
        <translation>从工作簿读回</translation>
    </message>
    <message>
        <source>{name}, saved by {by}: {count} figure(s) changed, {other} other change(s).</source>
        <translation>{name}，由{by}保存：改动的审定数 {count} 个，其他改动 {other} 处。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Become adjustments, in one step that can be undone</source>
        <translation>成为审定数调整，一步可以撤销</translation>
    </message>
    <message>
        <source>Changed as well, and not taken over</source>
        <translation>其他改动，不采纳</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>读回(&amp;T)</translation>
    </message>
</context>
<context>
    <name>InlineForm</name>
    <message>
        <source>Enter takes it · Esc gives it up</source>
        <translation>回车采纳 · Esc 放弃</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>LookingCommands</name>
    <message>
        <source>This source is text and has no pages.</source>
        <translation>这份原件是文本，没有页面。</translation>
    </message>
</context>
<context>
    <name>ManualDialog</name>
    <message>
        <source>Manual</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Reason: {why}</source>
        <translation>调整理由：{why}</translation>
    </message>
    <message>
        <source>✔ Compared with the source</source>
        <translation>✔ 已与原件核对</translation>
    </message>
    <message>
        <source>Explained: {note}</source>
        <translation>已说明：{note}</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>explained</source>
        <translation>已说明</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>adjusted</source>
        <translation>已调整</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>in the current equation: {sign}</source>
        <translation>在当前等式中：{sign}</translation>
    </message>
    <message>
        <source>{cell}: {figure}</source>
        <translation>{cell}：{figure}</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>（空白）</translation>
    </message>
    <message>
        <source>{text} (unreadable)</source>
        <translation>{text}（不能识别）</translation>
    </message>
    <message>
        <source>Extracted: {figure}</source>
        <translation>识读：{figure}</translation>
    </message>
    <message>
        <source>Printed: {figure}</source>
        <translation>原件：{figure}</translation>
    </message>
    <message>
        <source>Audited: {figure}</source>
        <translation>审定：{figure}</translation>
    </message>
    <message>
        <source>Confidence: {percent} %</source>
        <translation>置信度：{percent}%</translation>
    </message>
    <message>
        <source> ({reason})</source>
        <translation>（{reason}）</translation>
    </message>
    <message>
        <source>It may also read: {texts}</source>
        <translation>也可能是：{texts}</translation>
    </message>
    <message>
        <source>With a note beside it: {signs}</source>
        <translation>旁边有注：{signs}</translation>
    </message>
    <message>
        <source>(not found)</source>
        <translation>（没有找到）</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>{rows}: {count} cells, answered together</source>
        <translation>{rows}：共 {count} 格，一并确认</translation>
    </message>
    <message>
        <source>part of a broken equation, adding nothing</source>
        <translation>在不平的等式中，但不增减</translation>
    </message>
    <message>
        <source>Year before: {figure}</source>
        <translation>上年：{figure}</translation>
    </message>
    <message>
        <source>year before {figure}</source>
        <translation>上年 {figure}</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Close the message (Esc)</source>
        <translation>关闭这条消息（Esc）</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>(no name)</source>
        <translation>（未识别单位）</translation>
    </message>
    <message>
        <source>Several reports</source>
        <translation>多份报告</translation>
    </message>
    <message>
        <source>The file holds several reports. Which one?</source>
        <translation>文件中有多份报告，打开哪一份？</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>A part of the name, in Chinese or English</source>
        <translation>输入名称的一部分，中文或英文</translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation>命令的名称</translation>
    </message>
    <message>
        <source>No command has such a name.</source>
        <translation>没有这样的命令。</translation>
    </message>
    <message>
        <source>It needs an open report.</source>
        <translation>先打开一份报告。</translation>
    </message>
</context>
<context>
    <name>Introduction</name>
    <message>
        <source>Correct a report</source>
        <translation>核对更正一份报告</translation>
    </message>
    <message>
        <source>&amp;Try it on a sample</source>
        <translation>用示例试一试(&amp;T)</translation>
    </message>
    <message>
        <source>Drop a report on the window ({open_file}), or a folder.</source>
        <translation>把报告或文件夹拖到窗口里（{open_file}）。</translation>
    </message>
    <message>
        <source>{next_doubt} goes to the next doubt; its cells light up in the form and in the source.</source>
        <translation>{next_doubt} 到下一个疑点，有关的格在表格和原件上一起亮起。</translation>
    </message>
    <message>
        <source>{adopt} takes the suggestion, a figure that is typed corrects the reading, {confirm} confirms it, {explain} says that the report prints it so.</source>
        <translation>{adopt} 采纳建议，直接输入更正识读，{confirm} 确认读得对，{explain} 说明原件如此。</translation>
    </message>
    <message>
        <source>{sign_off} signs off, {next_report_with_doubts} goes to the next report. Everything is saved at once, {undo} takes it back.</source>
        <translation>{sign_off} 签核，{next_report_with_doubts} 到下一份报告。每一步都即时保存，{undo} 撤销。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Folder into one workbook…</source>
        <translation>文件夹汇成一个工作簿(&amp;F)…</translation>
    </message>
    <message>
        <source>{export} writes the audited workbook, the review opinion (PDF, Word) or the cells (CSV).</source>
        <translation>{export} 写出审核工作簿、审核意见（PDF、Word）或逐格数据（CSV）。</translation>
    </message>
    <message>
        <source>File &gt; Folder into one workbook reads all reports of a folder into one table; you go on working meanwhile.</source>
        <translation>“文件 &gt; 文件夹汇成一个工作簿”把文件夹里的全部报告读成一张表，其间可以继续工作。</translation>
    </message>
    <message>
        <source>{import_workbook} takes back figures that were changed in Excel.</source>
        <translation>{import_workbook} 读回在 Excel 里改过的数。</translation>
    </message>
    <message>
        <source>Spot-check</source>
        <translation>抽查</translation>
    </message>
    <message>
        <source>&amp;Spot check of the queue…</source>
        <translation>抽查队列(&amp;S)…</translation>
    </message>
    <message>
        <source>Open a folder ({open_folder}); its reports are read as a queue.</source>
        <translation>打开文件夹（{open_folder}），其中的报告读入队列。</translation>
    </message>
    <message>
        <source>Review &gt; Spot check of the queue draws cells or reports by chance, so that anybody can draw them again.</source>
        <translation>“审核 &gt; 抽查队列”随机抽取单元格或报告，任何人都能重抽核对。</translation>
    </message>
    <message>
        <source>Each comes up beside its picture and is answered with one key; at the end it says how many errors there are at most.</source>
        <translation>逐个与原件图像对照，一键作答；最后给出错误率的上限。</translation>
    </message>
    <message>
        <source>Three jobs in one minute</source>
        <translation>一分钟认识三件事</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>跳过(&amp;K)</translation>
    </message>
</context>
<context>
    <name>Password</name>
    <message>
        <source>That is not the password of {name}. Try again:</source>
        <translation>密码不对。请重新输入 {name} 的密码：</translation>
    </message>
    <message>
        <source>{name} is protected. Its password:</source>
        <translation>{name} 有密码保护，请输入密码：</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>PathLine</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>PlacementHelp</name>
    <message>
        <source>{count} of {all} cells are in doubt; F4 shows how the table is placed.</source>
        <translation>{all} 格中有 {count} 格存疑；按 F4 查看这张表的版面。</translation>
    </message>
</context>
<context>
    <name>PlacementSession</name>
    <message>
        <source>{table}: placed as shown</source>
        <translation>{table}：按图示的版面</translation>
    </message>
    <message>
        <source>{table}: placed as in {name}</source>
        <translation>{table}：按《{name}》中的版面</translation>
    </message>
</context>
<context>
    <name>PlacementTool</name>
    <message>
        <source>This is: {table}</source>
        <translation>这里是：{table}</translation>
    </message>
    <message>
        <source>The table in front goes on here</source>
        <translation>这里是当前表的续表</translation>
    </message>
    <message>
        <source>This is no part of the table in front</source>
        <translation>这里不属于当前表</translation>
    </message>
    <message>
        <source>Not in the form: left out</source>
        <translation>表式中没有：不计入</translation>
    </message>
    <message>
        <source>Part it in the middle</source>
        <translation>从中间分开</translation>
    </message>
    <message>
        <source>Join it with the next one</source>
        <translation>与下一个合并</translation>
    </message>
    <message>
        <source>Exchange with the next one</source>
        <translation>与下一个对调</translation>
    </message>
    <message>
        <source>Lay the table out another way</source>
        <translation>换一种排法</translation>
    </message>
    <message>
        <source>Read again: {table}</source>
        <translation>换一种方式识读：{table}</translation>
    </message>
    <message>
        <source>As a picture, not as text</source>
        <translation>按图像识读，不用文字层</translation>
    </message>
    <message>
        <source>By the second reader</source>
        <translation>用第二个读取程序</translation>
    </message>
    <message>
        <source>As a picture, finer</source>
        <translation>按图像、更高的分辨率</translation>
    </message>
    <message>
        <source>Turned to the right</source>
        <translation>右转 90° 后识读</translation>
    </message>
    <message>
        <source>Turned to the left</source>
        <translation>左转 90° 后识读</translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation>倒过来识读</translation>
    </message>
    <message>
        <source>Without red ink</source>
        <translation>去掉红色后识读</translation>
    </message>
    <message>
        <source>Without blue ink</source>
        <translation>去掉蓝色后识读</translation>
    </message>
    <message>
        <source>Without green ink</source>
        <translation>去掉绿色后识读</translation>
    </message>
    <message>
        <source>All names one place on</source>
        <translation>全部名称后移一格</translation>
    </message>
    <message>
        <source>All names one place back</source>
        <translation>全部名称前移一格</translation>
    </message>
    <message>
        <source>The table begins with this one</source>
        <translation>表从这里开始</translation>
    </message>
    <message>
        <source>The table ends before this one</source>
        <translation>表到这里之前为止</translation>
    </message>
</context>
<context>
    <name>PlacingCommands</name>
    <message>
        <source>{table}: two rows or columns exchanged</source>
        <translation>{table}：对调两行或两列</translation>
    </message>
    <message>
        <source>{what}: {count} cells are read otherwise; Ctrl+Z takes it back.</source>
        <translation>{what}：{count} 格有变；Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source> As you decided them stay: {cells}.</source>
        <translation>保持您的决定、与新版面不同的有：{cells}。</translation>
    </message>
    <message>
        <source>{table}: {count} cells slid {way}</source>
        <translation>{table}：{count} 格{way}</translation>
    </message>
    <message>
        <source>{n} to the right</source>
        <translation>右移 {n} 格</translation>
    </message>
    <message>
        <source>{n} to the left</source>
        <translation>左移 {n} 格</translation>
    </message>
    <message>
        <source>{n} down</source>
        <translation>下移 {n} 格</translation>
    </message>
    <message>
        <source>{n} up</source>
        <translation>上移 {n} 格</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source> Falls out: {figures}.</source>
        <translation>落出：{figures}。</translation>
    </message>
    <message>
        <source> Enter takes it, Esc leaves it.</source>
        <translation>回车采纳，Esc 放弃。</translation>
    </message>
    <message>
        <source>{some} and {count} more</source>
        <translation>{some} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>Looking at the source again…</source>
        <translation>正在重看原件……</translation>
    </message>
    <message>
        <source>The table is read as it is placed here. Drag boundaries and names, or use the keys (F1); Esc leaves.</source>
        <translation>这张表就是这样识读的。拖动分界和名称，或用键盘（F1）更正；Esc 离开。</translation>
    </message>
    <message>
        <source>{what}: {count} figures would change.</source>
        <translation>{what}：{count} 个数将改变。</translation>
    </message>
    <message>
        <source> {count} doubts of place would be settled.</source>
        <translation>{count} 个位置疑点随之解决。</translation>
    </message>
    <message>
        <source>{table} is laid out as in {name}, where it was placed by hand: {count} cells would be read otherwise. F4 on that table shows it, Enter takes it.</source>
        <translation>{table}的版面与《{name}》相同，那里人工更正过：{count} 格将改变。在这张表上按 F4 查看，回车采纳。</translation>
    </message>
    <message>
        <source>Export layouts</source>
        <translation>导出版面</translation>
    </message>
    <message>
        <source>Layouts (*{suffix})</source>
        <translation>版面 (*{suffix})</translation>
    </message>
    <message>
        <source>{count} layouts written: {name}</source>
        <translation>已写入 {count} 种版面：{name}</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Plan a spot check</source>
        <translation>抽查方案</translation>
    </message>
    <message>
        <source>File of the spot check</source>
        <translation>抽查文件</translation>
    </message>
    <message>
        <source>Spot check (*.gouji-check)</source>
        <translation>抽查 (*.gouji-check)</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>抽取(&amp;D)</translation>
    </message>
    <message>
        <source>Only cells that print something other than &amp;0</source>
        <translation>只抽印有非零数字的格(&amp;0)</translation>
    </message>
    <message>
        <source>&amp;So many</source>
        <translation>指定数量(&amp;S)</translation>
    </message>
    <message>
        <source>By &amp;margin</source>
        <translation>按误差范围(&amp;M)</translation>
    </message>
    <message>
        <source>By &amp;ISO 2859-1 (GB/T 2828.1)</source>
        <translation>按 GB/T 2828.1（ISO 2859-1）(&amp;I)</translation>
    </message>
    <message>
        <source>estimate only</source>
        <translation>只估计</translation>
    </message>
    <message>
        <source>Draw:</source>
        <translation>抽取：</translation>
    </message>
    <message>
        <source>Strata:</source>
        <translation>分层：</translation>
    </message>
    <message>
        <source>at a rate of</source>
        <translation>，预计错误率</translation>
    </message>
    <message>
        <source>level</source>
        <translation>检验水平</translation>
    </message>
    <message>
        <source>limit, %</source>
        <translation>接收质量限 %</translation>
    </message>
    <message>
        <source>&amp;Accept with at most, wrong:</source>
        <translation>接收数：错误至多(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;Confidence:</source>
        <translation>置信水平(&amp;C)：</translation>
    </message>
    <message>
        <source>S&amp;eed:</source>
        <translation>随机种子(&amp;E)：</translation>
    </message>
    <message>
        <source>&amp;File:</source>
        <translation>文件(&amp;F)：</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>抽样单位</translation>
    </message>
    <message>
        <source>Size of the sample</source>
        <translation>样本量</translation>
    </message>
    <message>
        <source>Margin in percent</source>
        <translation>误差范围（百分数）</translation>
    </message>
    <message>
        <source>Expected rate in percent</source>
        <translation>预计错误率（百分数）</translation>
    </message>
    <message>
        <source>Severity of inspection</source>
        <translation>检验的宽严程度</translation>
    </message>
    <message>
        <source>Inspection level</source>
        <translation>检验水平</translation>
    </message>
    <message>
        <source>Acceptance quality limit in percent</source>
        <translation>接收质量限（百分数）</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>区间</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>not read</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>有错误</translation>
    </message>
    <message>
        <source>warnings or doubts</source>
        <translation>有警告或存疑</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>无疑点</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>signed off</source>
        <translation>已签核</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>signed off before; that no longer holds</source>
        <translation>曾经签核，现已失效</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>skipped: a text without a table of the form</source>
        <translation>跳过：是文本，没有法定表格</translation>
    </message>
    <message>
        <source>as it stood the last time; it is being read again</source>
        <translation>为上次的情况，正在重新读取</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>加入顺序</translation>
    </message>
    <message>
        <source>Most work first</source>
        <translation>疑点多的在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>只显示</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Queue of reports</source>
        <translation>报告队列</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Take all others off the list</source>
        <translation>移除其他各项</translation>
    </message>
    <message>
        <source>Names in full</source>
        <translation>名称显示完整</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
</context>
<context>
    <name>RelatedPanel</name>
    <message>
        <source>&amp;Year before</source>
        <translation>上年报告(&amp;Y)</translation>
    </message>
    <message>
        <source>What does not fit</source>
        <translation>对不上的数</translation>
    </message>
    <message>
        <source>Reports &amp;covered</source>
        <translation>所辖报告(&amp;C)</translation>
    </message>
    <message>
        <source>As &amp;names say</source>
        <translation>按名称(&amp;N)</translation>
    </message>
    <message>
        <source>Covered are the bodies whose names begin with its area</source>
        <translation>名称以该地区开头的单位算作所辖</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不对照</translation>
    </message>
    <message>
        <source>by names: {report}</source>
        <translation>按名称：{report}</translation>
    </message>
    <message>
        <source>by names: perhaps {report}</source>
        <translation>按名称：可能是 {report}</translation>
    </message>
    <message>
        <source>by names: several, choose one</source>
        <translation>按名称：有几份，请选择</translation>
    </message>
    <message>
        <source>by names</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>unknown body</source>
        <translation>单位不详</translation>
    </message>
</context>
<context>
    <name>RememberedLayoutsDialog</name>
    <message>
        <source>Remembered layouts</source>
        <translation>记住的版面</translation>
    </message>
    <message>
        <source>&amp;Forget this one</source>
        <translation>忘记这一种(&amp;F)</translation>
    </message>
    <message>
        <source>Tables placed by hand. Reports laid out alike are offered the same placement.</source>
        <translation>人工更正过版面的表。版面相同的报告会提供同样的更正。</translation>
    </message>
    <message>
        <source>&amp;Export all…</source>
        <translation>全部导出(&amp;E)…</translation>
    </message>
    <message>
        <source>For gouji batch --placements and gouji check --placements</source>
        <translation>供 gouji batch --placements 和 gouji check --placements 使用</translation>
    </message>
</context>
<context>
    <name>RereadingDialog</name>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Read before</source>
        <translation>原来读作</translation>
    </message>
    <message>
        <source>Read now</source>
        <translation>现在读作</translation>
    </message>
    <message>
        <source>Your figure</source>
        <translation>您的数字</translation>
    </message>
    <message>
        <source>New reading</source>
        <translation>新的识读</translation>
    </message>
    <message>
        <source>This version of Gouji reads these cells otherwise. What is ticked is taken over, the rest is refused; what you corrected, confirmed or adjusted stays yours.</source>
        <translation>这一版本对下列单元格的识读与原来不同。打勾的采纳，其余的不采纳；您更正、确认或调整过的数字保持不变。</translation>
    </message>
    <message>
        <source>It also finds other rows; these cannot be taken over.</source>
        <translation>表中的行也有不同，这一部分不能采纳。</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Find in the source</source>
        <translation>在原件中查找</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>审核人</translation>
    </message>
    <message>
        <source>&amp;Beside the source, where that can be written</source>
        <translation>原件旁边（可写时）(&amp;B)</translation>
    </message>
    <message>
        <source>In one &amp;folder:</source>
        <translation>固定的文件夹(&amp;F)：</translation>
    </message>
    <message>
        <source>Folder of the reviews</source>
        <translation>审核文件的文件夹</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>&amp;Reviewer:</source>
        <translation>审核人(&amp;R)：</translation>
    </message>
    <message>
        <source>Review files are kept</source>
        <translation>审核文件存放在</translation>
    </message>
    <message>
        <source>&amp;Put all parts back in their places</source>
        <translation>各部分恢复原位(&amp;P)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>与系统相同</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>By the size of the window</source>
        <translation>按窗口大小</translation>
    </message>
    <message>
        <source>Close together, source and queue as tabs</source>
        <translation>紧凑：原件和队列合为标签</translation>
    </message>
    <message>
        <source>Source beside the form</source>
        <translation>原件在表格旁</translation>
    </message>
    <message>
        <source>Half of the width for the source</source>
        <translation>原件占一半宽度</translation>
    </message>
    <message>
        <source>As the system ({points} points)</source>
        <translation>与系统相同（{points} 磅）</translation>
    </message>
    <message>
        <source> points</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source>Co&amp;lours:</source>
        <translation>颜色(&amp;L)：</translation>
    </message>
    <message>
        <source>Size of &amp;letters:</source>
        <translation>字号(&amp;Z)：</translation>
    </message>
    <message>
        <source>Lay&amp;out:</source>
        <translation>布局(&amp;O)：</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>C&amp;hange</source>
        <translation>更改(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;As shipped</source>
        <translation>恢复默认(&amp;A)</translation>
    </message>
    <message>
        <source>Changed.</source>
        <translation>已更改。</translation>
    </message>
    <message>
        <source>{key} is needed for moving and typing; choose another key.</source>
        <translation>{key} 用于移动和录入，请换一个键。</translation>
    </message>
    <message>
        <source>{key} already does this: {command}. Choose another key.</source>
        <translation>{key} 已用于“{command}”，请换一个键。</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新的键</translation>
    </message>
    <message>
        <source>Every command has the key that it is shipped with.</source>
        <translation>已全部恢复默认的键。</translation>
    </message>
</context>
<context>
    <name>SigningCommands</name>
    <message>
        <source>Sign off {report}</source>
        <translation>签核 {report}</translation>
    </message>
    <message>
        <source>Sign off {report} as the second reviewer, after {first}</source>
        <translation>作为复核人签核 {report}（{first} 已签核）</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>未署名</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation>可以不填</translation>
    </message>
    <message>
        <source>! Left open: {warnings} warnings, {doubtful} uncertain readings</source>
        <translation>! 还有 {warnings} 个警告、{doubtful} 处存疑没有处理</translation>
    </message>
    <message>
        <source>✔ No doubt is left</source>
        <translation>✔ 没有疑点</translation>
    </message>
    <message>
        <source>{sign} {unlooked} of {all} cells were not looked at one by one</source>
        <translation>{sign} 共 {all} 格，有 {unlooked} 格没有逐格核对</translation>
    </message>
    <message>
        <source>! {count} reports of the queue are not read yet, nor held against this one</source>
        <translation>! 队列中还有 {count} 份没有读，没有与本报告对照</translation>
    </message>
    <message>
        <source>! Read by one program only, and held against no other</source>
        <translation>! 只由一个读取程序读过，没有对照</translation>
    </message>
    <message>
        <source>! {count} cells could not be held against a second reader</source>
        <translation>! 有 {count} 格没能用第二个读取程序对照</translation>
    </message>
    <message>
        <source>✔ Two programs read it, and both were held against the page</source>
        <translation>✔ 两个读取程序都读过，并与页面对照过</translation>
    </message>
    <message>
        <source>The sign-off no longer holds: {why}. F9 signs again.</source>
        <translation>签核已失效：{why}。按 F9 重新签核。</translation>
    </message>
    <message>
        <source>Signed off; hash {hash}.</source>
        <translation>已签核，哈希 {hash}。</translation>
    </message>
    <message>
        <source> Ctrl+F8 goes to the next report with doubts.</source>
        <translation>按 Ctrl+F8 到下一份有疑点的报告。</translation>
    </message>
    <message>
        <source>Not signed: what was read meanwhile has raised doubts. F8 shows them.</source>
        <translation>没有签核：其间读取的报告带来了新的疑点，按 F8 查看。</translation>
    </message>
    <message>
        <source>The sign-off waits until {count} reports of the queue are read and held against this one.</source>
        <translation>签核在等：队列中还有 {count} 份报告正在读取，与本报告对照之后即签。</translation>
    </message>
    <message>
        <source>{report} was not signed off: it was left while the sign-off waited.</source>
        <translation>{report} 没有签核：签核还在等对照时就离开了。</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>Source document</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>The document as printed; a click on a figure selects its cell</source>
        <translation>原件原样；点击数字即选中相应的格</translation>
    </message>
</context>
<context>
    <name>SpotCheckPanel</name>
    <message>
        <source>The whole report: open it to look at it</source>
        <translation>整份报告：请打开后核对</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>（空白）</translation>
    </message>
    <message>
        <source>{at} of {count}, {done} answered</source>
        <translation>第 {at}/{count} 个，已答 {done} 个</translation>
    </message>
    <message>
        <source>✔ right</source>
        <translation>✔ 对</translation>
    </message>
    <message>
        <source>✖ wrong</source>
        <translation>✖ 错</translation>
    </message>
    <message>
        <source>The source was changed since the spot check was drawn.</source>
        <translation>抽查之后原件被改动过。</translation>
    </message>
    <message>
        <source>Spot check</source>
        <translation>抽查</translation>
    </message>
    <message>
        <source>✔ Right (1)</source>
        <translation>✔ 对 (1)</translation>
    </message>
    <message>
        <source>✖ Wrong (2)</source>
        <translation>✖ 错 (2)</translation>
    </message>
    <message>
        <source>&amp;Open the report</source>
        <translation>打开报告(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Figure to compare</source>
        <translation>要核对的数</translation>
    </message>
    <message>
        <source>On (PgDn) ▶</source>
        <translation>下一个（PgDn）▶</translation>
    </message>
    <message>
        <source>↶ Take the answer back (Backspace)</source>
        <translation>↶ 收回回答（退格）</translation>
    </message>
    <message>
        <source>◀ Back (PgUp)</source>
        <translation>◀ 上一个（PgUp）</translation>
    </message>
    <message>
        <source>✔ All {count} are answered. Export writes the result.</source>
        <translation>✔ 全部 {count} 个都已核对。用“导出”写出结果。</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The name that your decisions carry</source>
        <translation>您的处理记在这个名字下</translation>
    </message>
    <message>
        <source>Errors {count}</source>
        <translation>错误 {count}</translation>
    </message>
    <message>
        <source>Warnings {count}</source>
        <translation>警告 {count}</translation>
    </message>
    <message>
        <source>Uncertain {count}</source>
        <translation>存疑 {count}</translation>
    </message>
    <message>
        <source>Explained {count}</source>
        <translation>已说明 {count}</translation>
    </message>
    <message>
        <source>Confirmed {count}/{all}</source>
        <translation>已核 {count}/{all}</translation>
    </message>
    <message>
        <source>No doubt is left: F9 signs off</source>
        <translation>没有疑点了，按 F9 签核</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（未具名）</translation>
    </message>
    <message>
        <source>Reviewer: {name}</source>
        <translation>审核人：{name}</translation>
    </message>
    <message>
        <source>● Signed off by {name}</source>
        <translation>● {name} 已签核</translation>
    </message>
    <message>
        <source>○ Sign-off lapsed</source>
        <translation>○ 签核已失效</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>已自动保存 {time}</translation>
    </message>
    <message>
        <source>… still checking: {count} reports of the queue are not read</source>
        <translation>… 仍在对照：队列还有 {count} 份未读</translation>
    </message>
</context>
<context>
    <name>StrataTable</name>
    <message>
        <source>Estimate by stratum</source>
        <translation>各层的估计</translation>
    </message>
    <message>
        <source>Stratum</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>总体</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>区间</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>probably misread</source>
        <translation>疑似误读</translation>
    </message>
    <message>
        <source>the report does not add up</source>
        <translation>原件不平</translation>
    </message>
    <message>
        <source>, one of several as likely</source>
        <translation>，并列</translation>
    </message>
    <message>
        <source>Suggestion {number} ({meaning}): {sentence}</source>
        <translation>建议 {number}（{meaning}）：{sentence}</translation>
    </message>
    <message>
        <source>Other doubt ({meaning}): {sentence}</source>
        <translation>其他疑点（{meaning}）：{sentence}</translation>
    </message>
</context>
<context>
    <name>SuggestionsList</name>
    <message>
        <source>Take as it says</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Take as a correction: the page prints it so</source>
        <translation>作为更正采纳：原件就是这样印的</translation>
    </message>
    <message>
        <source>Take as an adjustment: the report is wrong</source>
        <translation>作为调整采纳：原件本身有误</translation>
    </message>
    <message>
        <source>Enter goes to its doubt</source>
        <translation>按回车转到这一格</translation>
    </message>
    <message>
        <source>Alt+{number} or Enter takes it; the menu key offers how</source>
        <translation>按 Alt+{number} 或回车采纳；右键或菜单键可选更正或调整</translation>
    </message>
    <message>
        <source>Looking for suggestions…</source>
        <translation>正在计算建议…</translation>
    </message>
    <message>
        <source>Nothing to suggest.</source>
        <translation>没有建议。</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>No few figures mend this: look whether the table is placed rightly (F4).</source>
        <translation>没有只改几个数就能解决的办法：请看表格的版面是否放对了（F4）。</translation>
    </message>
</context>
<context>
    <name>Sums</name>
    <message>
        <source>Sum of the parts</source>
        <translation>各项之和</translation>
    </message>
    <message>
        <source>Parts of “{total}”</source>
        <translation>“{total}”各项之和</translation>
    </message>
    <message>
        <source>{sign} {name} {sum}, not filled in</source>
        <translation>{sign} {name} {sum}，未填写</translation>
    </message>
    <message>
        <source>{sign} {name} {left} ≠ {right} ({difference})</source>
        <translation>{sign} {name} {left} ≠ {right}，差 {difference}</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Pages of the source</source>
        <translation>原件各页</translation>
    </message>
</context>
<context>
    <name>TitleBar</name>
    <message>
        <source>In a window of its own, or back</source>
        <translation>移到单独的窗口，或移回</translation>
    </message>
    <message>
        <source>Hide; the View menu shows it again</source>
        <translation>隐藏；可从“视图”菜单再显示</translation>
    </message>
</context>
<context>
    <name>TroubleDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>发生了意外</translation>
    </message>
    <message>
        <source>Gouji ended unexpectedly the last time.</source>
        <translation>Gouji 上次意外结束。</translation>
    </message>
    <message>
        <source>Something went wrong inside Gouji.</source>
        <translation>Gouji 内部出错。</translation>
    </message>
    <message>
        <source> Every step that was done is in the review files. Nothing is sent anywhere; if you want to report it, send the text below.</source>
        <translation>已经完成的每一步都在审核文件里。不会向任何地方发送信息；如要反馈，请把下面的文字发来。</translation>
    </message>
    <message>
        <source>What is known of it</source>
        <translation>已知的情况</translation>
    </message>
    <message>
        <source>&amp;Copy the text</source>
        <translation>复制文字(&amp;C)</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
</context>
<context>
    <name>Unread</name>
    <message>
        <source>Enter reads it again · Ctrl+PgDn and Ctrl+PgUp go to other reports</source>
        <translation>回车重读 · Ctrl+PgDn、Ctrl+PgUp 到别的报告</translation>
    </message>
    <message>
        <source>{name} is not open</source>
        <translation>{name} 没有打开</translation>
    </message>
</context>
<context>
    <name>ViewCommands</name>
    <message>
        <source>No report of the year before is matched: put it in the queue, or choose it in Related reports.</source>
        <translation>没有对上上年的报告：把它放入队列，或在“对照”中选定。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop annual reports or a folder here</source>
        <translation>把年度报告或文件夹拖到这里</translation>
    </message>
    <message>
        <source>F8 goes to the next doubt, Alt+1 takes the first suggestion, typing corrects a figure, F1 lists every key.</source>
        <translation>F8 到下一个疑点，Alt+1 采纳第一条建议，直接输入更正数字，F1 列出全部快捷键。</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a report</source>
        <translation>打开一份年度报告</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Or try a sample:</source>
        <translation>或者用示例试一试：</translation>
    </message>
    <message>
        <source>PDF, totals that do not add up</source>
        <translation>PDF，合计不平</translation>
    </message>
    <message>
        <source>Word, the form of 2019</source>
        <translation>Word，2019 年版表式</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Folder into one &amp;workbook…</source>
        <translation>文件夹汇成一个工作簿(&amp;W)…</translation>
    </message>
    <message>
        <source>Read every report of a folder into one workbook</source>
        <translation>把文件夹里的每份报告读入一个工作簿</translation>
    </message>
    <message>
        <source>&amp;Go on with a spot check…</source>
        <translation>继续抽查(&amp;G)…</translation>
    </message>
    <message>
        <source>Go on with a spot check</source>
        <translation>继续抽查</translation>
    </message>
    <message>
        <source>&amp;Three jobs in one minute</source>
        <translation>一分钟认识三件事(&amp;T)</translation>
    </message>
    <message>
        <source>How to correct, export and spot-check</source>
        <translation>怎样核对更正、导出和抽查</translation>
    </message>
    <message>
        <source>Many reports at once, and how to begin:</source>
        <translation>一次处理很多份报告；初次使用：</translation>
    </message>
</context>
<context>
    <name>OpeningNotices</name>
    <message>
        <source>The review is open for reading only: {why}</source>
        <translation>审核以只读方式打开：{why}</translation>
    </message>
    <message>
        <source>{count} cells are read otherwise now; see Review, New reading</source>
        <translation>有 {count} 格现在的识读与原来不同，见“审核”菜单中的“新的识读”</translation>
    </message>
    <message>
        <source>No table was recognised. Drag a frame around one on the source and say which it is; or press A on its page.</source>
        <translation>没有认出表格。请在原件上拖框框出一张表，说明是表几；或翻到它的那一页按 A。</translation>
    </message>
</context>
<context>
    <name>OpiningCommands</name>
    <message>
        <source>Writing opinions</source>
        <translation>正在写审核意见</translation>
    </message>
    <message>
        <source>{count} of {all} opinions were written.</source>
        <translation>写出审核意见 {count} 份，共 {all} 份。</translation>
    </message>
    <message>
        <source>They lie in {path}</source>
        <translation>存放在 {path}</translation>
    </message>
</context>
<context>
    <name>QueueOpinionsDialog</name>
    <message>
        <source>Opinions of the queue</source>
        <translation>队列的审核意见</translation>
    </message>
    <message>
        <source>Folder of the opinions</source>
        <translation>审核意见的文件夹</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Word</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>文件夹(&amp;F)：</translation>
    </message>
    <message>
        <source>&amp;Kind:</source>
        <translation>格式(&amp;K)：</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>One opinion for each of the {count} reports that the queue shows.</source>
        <translation>为队列中显示的 {count} 份报告各写一份审核意见。</translation>
    </message>
    <message>
        <source>{count} of them are not signed off: theirs say what is open now.</source>
        <translation>其中 {count} 份尚未签核，意见按目前的情况写。</translation>
    </message>
</context>
<context>
    <name>QueueProgress</name>
    <message>
        <source>Read {done}/{all}</source>
        <translation>已读 {done}/{all}</translation>
    </message>
    <message>
        <source>with errors {count}</source>
        <translation>有错误 {count}</translation>
    </message>
    <message>
        <source>signed off {count}</source>
        <translation>已签核 {count}</translation>
    </message>
    <message>
        <source>failed {count}</source>
        <translation>读取失败 {count}</translation>
    </message>
    <message>
        <source>skipped {count}</source>
        <translation>跳过 {count}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>{count} files and folders</source>
        <translation>{count} 个文件和文件夹</translation>
    </message>
    <message>
        <source>{name}: {count} added</source>
        <translation>{name}：加入 {count} 份</translation>
    </message>
    <message>
        <source>{count} listed already</source>
        <translation>{count} 份已在队列中</translation>
    </message>
    <message>
        <source>{count} files of other kinds left out</source>
        <translation>{count} 个其他类型的文件未列入</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop reading; what is not read can be read later</source>
        <translation>停止读取；没有读的以后可以再读</translation>
    </message>
    <message>
        <source>Begin no further file, or go on</source>
        <translation>不再开始读新的文件，或继续</translation>
    </message>
</context>
<context>
    <name>ShownNames</name>
    <message>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Close-up</source>
        <translation>原件近景</translation>
    </message>
    <message>
        <source>Doubts</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Related reports</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>There is no step to undo.</source>
        <translation>没有可以撤销的步骤。</translation>
    </message>
    <message>
        <source>There is no step to redo.</source>
        <translation>没有可以重做的步骤。</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
</context>
<context>
    <name>_Pages</name>
    <message>
        <source>Page {number}, with errors</source>
        <translation>第 {number} 页，有错误</translation>
    </message>
    <message>
        <source>Page {number}, with warnings</source>
        <translation>第 {number} 页，有警告</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
</context>
</TS>
