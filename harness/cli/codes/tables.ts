/** Mistakes in tables: lists of submissions, rosters, worksheets that grades are filled into; and in what goes with them. */
export const tables: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  C001: {
    title: 'a table that is no readable text',
    text: `Tables may be UTF-8 or UTF-16, with or without a byte order mark. A spreadsheet that has opened one and
saved it as "CSV" often writes an encoding of its own, in which é and ü are other bytes.

Try: save it as "CSV UTF-8", or use the file as it was downloaded.`,
  },
  C002: {
    title: 'a table whose cells cannot be told apart',
    text: `Columns are separated by commas, semicolons or tabs; the header decides which. A cell that holds the
separator, a quote or a line end stands in quotes, and a quote inside of it is written twice. Every
row has as many cells as the header.`,
  },
  C003: {
    title: 'columns that are missing, or there twice',
    text: `A worksheet is recognised by its columns: one of Moodle has Identifier and Grade, a gradebook of Canvas
has ID and Section, a list of submissions has path, and name or id. A platform that speaks another
language has other headings: --heading says which is which.

Try: --heading Identifier=ID "Full name=Vollständiger Name" Grade=Bewertung`,
  },
  C004: {
    title: 'a row without a student',
    text: `In the column that says whose row it is stands something else: an identifier of Moodle ends with a
number, an ID of Canvas is one. A spreadsheet may have changed it, or a formula stands there.

Try: download the table again, and do not open it before.`,
  },
  C005: {
    title: 'a student who has two rows',
    text: `Which of the two is meant cannot be told. In a list of submissions several attempts of one student are
numbered in a column "attempt"; a worksheet has one row for each student.`,
  },
  C006: {
    title: 'a cell that cannot be understood',
    text: `A place that is not there, or a value of another kind than its column has: an attempt is a whole number,
a lateness is yes, no, or a time like 2d, 5h or 90m, and a moment has its time zone, because without
one it would be another moment on each machine.`,
  },
  C007: {
    title: 'a worksheet that is not that of this marking',
    text: `Its students, their names, or the best possible grade are others. Moodle numbers participants anew in
each assignment, so that the worksheet of another one would give grades to the wrong people. Nothing
was filled in.

Try: download the worksheet of the assignment whose submissions were marked.`,
  },
  C008: {
    title: 'a decision about nobody',
    text: `In overrides.yaml students are named by their ids, as grades.csv has them in its first column. Put them
in quotes: 0117 without quotes would be a number, and lose its zero.`,
  },
};
