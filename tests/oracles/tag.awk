# Judges the tag tree as `pdfinfo -struct-text` prints it: one element a line, its depth shown by indentation,
# the text of an element on lines of its own that begin with a quotation mark.
# Prints a summary, or prints each fault and exits with 1.

function fault(message) { print message; faults++ }

# An element is over at the next line that is not deeper. Only headings are looked at.
function close_heading(depth) {
    if (heading == "" || depth > heading_depth) return
    if (!heading_has_text) fault(heading " without text" (h1_last == "" ? "" : ", after the H1 " h1_last))
    heading = ""
}

/^ *$/ { next }

{
    match($0, /^ */)
    depth = RLENGTH
    name = $1
    sub(/:$/, "", name)
}

name ~ /^"/ {
    if (heading != "" && depth > heading_depth) {
        heading_has_text = 1
        if (heading == "H1") h1_last = substr($0, depth + 1, 60)
    }
    next
}

{ close_heading(depth) }

name ~ /^H[1-6]$/ { heading = name; heading_depth = depth; heading_has_text = 0; headings++ }
name == "Table" { tables++ }
name == "TH" { th++; th_of[tables]++ }
name == "TD" { td++ }
name == "Formula" { formulas++ }

END {
    close_heading(-1)
    if (!headings) fault("no headings")
    if (!tables) fault("no tables")
    if (!td) fault("no TD cells")
    for (i = 1; i <= tables; i++) if (!th_of[i]) fault("table " i " has no TH cells")
    if (faults) exit 1
    printf "%d headings, %d tables, %d TH, %d TD, %d formulas\n", headings, tables, th, td, formulas
}
