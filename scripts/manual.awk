# One page of docs/commands as a man page, for scripts/manual. It knows the Markdown that these pages use: headings,
# paragraphs, indented code, tables, lists, and in a line `code`, **bold**, *italics* and [links](page.md).

# A line of a paragraph is text that groff must not take for a request.
function safe(text) {
  return text ~ /^[.']/ ? "\\&" text : text
}

function escaped(text) {
  gsub(/\\/, "\\e", text)
  gsub(/~/, "\\(ti", text)
  gsub(/\^/, "\\(ha", text)
  return text
}

# To be typed: its hyphens and quotes stay what they are.
function literal(text) {
  text = escaped(text)
  gsub(/-/, "\\-", text)
  gsub(/'/, "\\(aq", text)
  gsub(/`/, "\\(ga", text)
  return text
}

function remember(page) {
  if (page != name && index(seen, " " page " ") == 0) seen = seen page " "
}

# A link to a command becomes its man page, one to another page gets that page's name, and one to the web keeps its
# address. Others are text.
function linked(label, target,   page, manual) {
  if (target ~ /^https?:/) return inline(label) " <" literal(target) ">"
  page = name == "oauthctl" ? target : "commands/" target
  sub(/^commands\/\.\.\//, "", page)
  sub(/#.*/, "", page)
  if (page !~ /\.md$/) return inline(label)
  if (page !~ /^commands\//) {
    names_pages = 1
    return inline(label) " [" literal(page) "]"
  }
  gsub(/^commands\/|\.md$/, "", page)
  remember("oauthctl-" page)
  manual = "\\fB" literal("oauthctl-" page) "\\fR(1)"
  return label == page || label == "oauthctl " page ? manual : inline(label) " (" manual ")"
}

function inline(text,   out, at, end, label, target) {
  out = ""
  while (match(text, /`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)]+\)/)) {
    out = out escaped(substr(text, 1, RSTART - 1))
    label = substr(text, RSTART, RLENGTH)
    text = substr(text, RSTART + RLENGTH)
    if (label ~ /^`/) out = out "\\fB" literal(substr(label, 2, length(label) - 2)) "\\fR"
    else if (label ~ /^\*\*/) out = out "\\fB" escaped(substr(label, 3, length(label) - 4)) "\\fR"
    else if (label ~ /^\*/) out = out "\\fI" escaped(substr(label, 2, length(label) - 2)) "\\fR"
    else {
      at = index(label, "](")
      target = substr(label, at + 2, length(label) - at - 2)
      out = out linked(substr(label, 2, at - 2), target)
    }
  }
  return out escaped(text)
}

function print_text(text) {
  print safe(inline(text))
}

# In a synopsis a line may break only between its brackets.
function synopsis(text,   i, c, depth, out) {
  depth = 0
  out = ""
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == "[") depth++
    if (c == "]") depth--
    out = out (c == " " && depth > 0 ? "\\ " : literal(c))
  }
  return out
}

function print_synopsis(lines,   n, i, rows, words, head) {
  n = 0
  split("", rows)
  for (i = 1; i <= lines; i++) {
    if (code[i] ~ /^ / && n > 0) { sub(/^ +/, " ", code[i]); rows[n] = rows[n] code[i] }
    else rows[++n] = code[i]
  }
  print ".SH SYNOPSIS"
  for (i = 1; i <= n; i++) {
    split(rows[i], words, " ")
    head = name == "oauthctl" ? words[1] : words[1] " " words[2]
    if (i > 1) print ".br"
    print "\\fB" literal(head) "\\fR" synopsis(substr(rows[i], length(head) + 1))
  }
}

function print_code(lines, fresh,   i) {
  if (!fresh) print ".PP"
  print ".RS 4"
  print ".EX"
  for (i = 1; i <= lines; i++) print safe(literal(code[i]))
  print ".EE"
  print ".RE"
}

# The first cell is the tag of the others.
function print_row(line,   cells, n, i) {
  gsub(/^\| *| *\|$/, "", line)
  gsub(/\\\|/, "\001", line)
  n = split(line, cells, / *\| */)
  if (!in_table) {
    in_table = 1
    split("", titles)
    for (i = 1; i <= n; i++) titles[i] = cells[i]
    return
  }
  if (cells[1] ~ /^-+$/) return
  for (i = 1; i <= n; i++) gsub(/\001/, "|", cells[i])
  print ".TP"
  print_text(cells[1])
  if (n < 2 || cells[2] == "") print "\\&"
  for (i = 2; i <= n; i++) {
    if (cells[i] == "") continue
    if (i > 2) print ".br"
    print_text(i > 2 && titles[i] != "" ? titles[i] ": " cells[i] : cells[i])
  }
}

# Reads the whole page first, because the synopsis may stand behind an example.
{ line[NR] = $0 }

function block_end(from,   i, last) {
  last = from
  for (i = from; i <= NR && (line[i] ~ /^    / || line[i] == ""); i++) if (line[i] != "") last = i
  # An empty line ends a block, unless more code follows it at once.
  for (i = from; i <= last; i++) if (line[i] == "") return i - 1
  return last
}

function find_synopsis(   i, end, j, first) {
  first = 0
  for (i = 1; i <= NR; i = end + 1) {
    end = i
    if (line[i] !~ /^    oauthctl/) continue
    end = block_end(i)
    if (!first) first = i
    for (j = i; j <= end; j++) if (line[j] ~ /[[|]/) return i
  }
  return first
}

function load(from, to,   i) {
  for (i = from; i <= to; i++) code[i - from + 1] = substr(line[i], 5)
  return to - from + 1
}

END {
  seen = " "
  print ".nr HY 0"
  print ".TH " toupper(name) " 1 " date " \"oauthctl " version "\" \"oauthctl\""
  print ".ad l"
  print ".SH NAME"
  print literal(name) " \\- " escaped(summary)
  start = find_synopsis()
  if (start) print_synopsis(load(start, block_end(start)))
  print ".SH DESCRIPTION"
  in_list = in_table = 0
  fresh = 1 # a heading or a paragraph macro has just been printed
  for (i = 2; i <= NR; i++) {
    text = line[i]
    if (text !~ /^\|/) in_table = 0
    if (text == "") { pending = 1; continue }
    if (text ~ /^    / && !in_list) {
      end = block_end(i)
      if (i != start) { print_code(load(i, end), fresh); fresh = 0; pending = 1 }
      i = end
      continue
    }
    if (text ~ /^##+ /) {
      kind = text ~ /^## / ? ".SH " : ".SS "
      sub(/^#+ /, "", text)
      print kind (kind == ".SH " ? toupper(inline(text)) : inline(text))
      in_list = pending = 0
      fresh = 1
    } else if (text ~ /^\|/) {
      print_row(text)
      in_list = fresh = 0
      pending = 1
    } else if (text ~ /^(-|[0-9]+\.) /) {
      tag = text
      sub(/ .*/, "", tag)
      sub(/^[^ ]+ +/, "", text)
      print ".IP " (tag == "-" ? "\\(bu 2" : tag " 3")
      print_text(text)
      in_list = 1
      fresh = pending = 0
    } else {
      if (text !~ /^ /) in_list = text ~ /^ / || (in_list && !pending)
      sub(/^ +/, "", text)
      if (pending && !fresh && !in_list) print ".PP"
      # A link or a code span may go on in the next line.
      while (i < NR && unfinished(text) && line[i + 1] != "") { sub(/^ +/, "", line[i + 1]); text = text " " line[++i] }
      print_text(text)
      fresh = pending = 0
    }
  }
  print ".SH \"SEE ALSO\""
  n = split(seen, pages, " ")
  if (name != "oauthctl") print "\\fBoauthctl\\fR(1)" (n ? "," : "")
  for (i = 1; i <= n; i++) print "\\fB" literal(pages[i]) "\\fR(1)" (i < n ? "," : "")
  if (names_pages) {
    print ".PP"
    print "Pages in brackets, such as [exit\\-codes.md], are in the folder \\fI" literal(docs) "\\fR of the installation."
  }
}

# A bracket or a backquote that its line does not close.
function unfinished(text,   copy) {
  copy = text
  if (gsub(/`/, "", copy) % 2) return 1
  copy = text
  gsub(/`[^`]*`/, "", copy)
  gsub(/\[[^\]]*\]\([^)]*\)/, "", copy)
  return copy ~ /\[[^\]]*$/ || copy ~ /\[[^\]]*\]\([^)]*$/
}
