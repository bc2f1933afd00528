// Made by `npm run generate` from the registries; do not edit.

/**
 * how bytes are cut into messages
 */
export type Frame = (string | {
/**
 * how the count is written: its bits, and big or little end first
 */
length?: ("u8" | "u16be" | "u16le" | "u24be" | "u24le" | "u32be" | "u32le")
/**
 * the count covers its own bytes too
 */
includes_header?: boolean
/**
 * bytes in each message
 */
fixed?: number
})
/**
 * a parameter: its value where nobody sets it, or a map
 */
export type Param = (string | number | boolean | {
/**
 * its value where nobody sets it
 */
default: (string | number | boolean)
/**
 * all that it may be: a list, or a map from names to what stands for them in the spec
 * 
 * @minItems 2
 */
choices?: ([(string | number), (string | number), ...((string | number))[]] | {

})
/**
 * what it is, for whoever sets it
 */
about?: string
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * what is repeated `times` over
 */
export type Value1 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * a regular expression (RE2); it sees bytes
 */
export type Pattern = string
/**
 * steps with a name: a list, or a map where they take values
 * 
 * @minItems 1
 */
export type Block = ([Step, ...(Step)[]] | {
/**
 * names of the values that it is given where it is used
 * 
 * @minItems 1
 */
takes?: [string, ...(string)[]]
steps: Steps
})
/**
 * a verb, or an actor with verbs
 */
export type Step = (string | {
within?: Duration
/**
 * send the bytes alone, without the frame
 */
raw?: boolean
/**
 * sizes of the pieces, like [1, 7, rest], or "each 1": a piece is sent once the program has read the one before
 * 
 * @minItems 1
 */
pieces?: ([(number | string), ...((number | string))[]] | string)
/**
 * the program may stop reading; then the step is done
 */
may?: "stall"
/**
 * a name for what was taken: later steps may use it
 */
as?: string
/**
 * the datagram must come from the port that was asked (UDP)
 */
source?: "asked"
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
/**
 * unread bytes before the end are no fault
 */
extra?: "ok"
without?: Predicates
of?: Predicates1
/**
 * what is wrong where it is not true, in words for a student, with ${names} in it
 */
says?: string
is?: Predicates2
/**
 * `false`: there is no such file
 */
exists?: boolean
/**
 * nor disguised: base64, hex, utf16, reversed
 * 
 * @minItems 1
 */
also_as?: [("base64" | "hex" | "utf16" | "reversed"), ...(("base64" | "hex" | "utf16" | "reversed"))[]]
/**
 * the lowest version of TLS that may be agreed on
 */
at_least?: (1.2 | 1.3)
/**
 * write it alone: `- connect`
 */
connect?: "now"
/**
 * the program to launch
 */
start?: (string | {
[k: string]: {
/**
 * the peer or program whose port it is given, or `unused`: a port where nobody listens
 */
port?: string
/**
 * the host name that it is given
 */
host?: string
}
})
send?: Value5
expect?: Expectation
answer?: Value11
/**
 * how many messages are taken
 */
collect?: (number | string)
/**
 * `- close` closes both sides; `close: writing` is a half close
 */
close?: ("both" | "writing")
/**
 * cleanly: a FIN; by reset: a RST; somehow: either
 */
closed?: ("cleanly" | "by reset" | "somehow")
/**
 * write it alone: `- reset`
 */
reset?: "now"
/**
 * with a unit: 500ms, 2s, 1m
 */
quiet?: string
/**
 * refused: the other side goes away without a word of its own
 */
handshake?: ("done" | "refused")
/**
 * how many at least, besides the peer itself
 */
members?: number
/**
 * copies of a peer, side by side
 */
parallel?: {
/**
 * how many copies
 */
copies: number
/**
 * the peer that is copied
 */
of: string
steps: Steps
}
/**
 * a name for the meeting, for readers
 */
meet?: string
/**
 * the steps again and again; always with a bound
 */
repeat?: {
/**
 * how many rounds
 */
times?: number
/**
 * a name for the number of the round
 */
for?: string
/**
 * the first and the last number: 1..5
 */
in?: string
/**
 * how many rounds it may take until `until` holds, or until a step says `leave`
 */
at_most?: number
/**
 * ends behind the round in which this is true
 */
until?: string
/**
 * what `at_most` rounds without an end are (fail)
 */
else?: ("fail" | "ok")
steps: Steps
}
/**
 * write it alone: `- leave`
 */
leave?: "now"
either?: Ways
/**
 * the name of a block, or a map of its name and the values that it takes
 */
use?: (string | {
/**
 * the values that the block takes
 */
[k: string]: {
[k: string]: Argument
}
})
/**
 * names, each with an expression
 */
let?: {
/**
 * an expression, a number, or true or false
 */
[k: string]: string | number | boolean
}
/**
 * expects that an expression is true: `check: lo <= hi`
 */
check?: string
/**
 * write it alone: `- server: running`
 */
running?: "now"
/**
 * the signal
 */
signal?: ("INT" | "TERM" | "KILL")
/**
 * the exit code
 */
exits?: (number | string)
/**
 * `as told`
 */
listens?: "as told"
types?: Value16
/**
 * write it alone: `- client: eof`
 */
eof?: "now"
prints?: Predicates9
complains?: Predicates10
/**
 * the path of the file in the folder, with ${names} in it
 */
file?: string
/**
 * what must have crossed the link
 */
saw?: {
/**
 * a name: letters, digits and _
 */
from: string
/**
 * how many: 6, ">= 6", "<= 6"
 */
datagrams?: (number | string)
/**
 * how many bytes in all: ">= 100"
 */
bytes?: (number | string)
/**
 * a regular expression (RE2); it sees bytes
 */
matching?: string
}
never?: Value17
/**
 * `tls`
 */
opens_with?: "tls"
/**
 * a name: letters, digits and _
 */
record?: string
/**
 * write it alone: `- wire: pause`
 */
pause?: "now"
/**
 * write it alone: `- wire: resume`
 */
resume?: "now"
/**
 * write it alone: `- wire: down`
 */
down?: "now"
/**
 * write it alone: `- wire: up`
 */
up?: "now"
/**
 * shown when this step fails
 */
hint?: string
[k: string]: ActorStep | Duration | boolean | [(number | string), ...((number | string))[]] | "stall" | "asked" | "ok" | Predicates | Predicates1 | Predicates2 | [("base64" | "hex" | "utf16" | "reversed"), ...(("base64" | "hex" | "utf16" | "reversed"))[]] | 1.2 | 1.3 | "now" | {
[k: string]: {
/**
 * the peer or program whose port it is given, or `unused`: a port where nobody listens
 */
port?: string
/**
 * the host name that it is given
 */
host?: string
}
} | Value5 | Expectation | Value11 | number | "both" | "writing" | "cleanly" | "by reset" | "somehow" | "done" | "refused" | {
/**
 * how many copies
 */
copies: number
/**
 * the peer that is copied
 */
of: string
steps: Steps
} | {
/**
 * how many rounds
 */
times?: number
/**
 * a name for the number of the round
 */
for?: string
/**
 * the first and the last number: 1..5
 */
in?: string
/**
 * how many rounds it may take until `until` holds, or until a step says `leave`
 */
at_most?: number
/**
 * ends behind the round in which this is true
 */
until?: string
/**
 * what `at_most` rounds without an end are (fail)
 */
else?: ("fail" | "ok")
steps: Steps
} | Ways | {
/**
 * the values that the block takes
 */
[k: string]: {
[k: string]: Argument
}
} | {
/**
 * an expression, a number, or true or false
 */
[k: string]: string | number | boolean
} | "INT" | "TERM" | "KILL" | "as told" | Value16 | Predicates9 | Predicates10 | {
/**
 * a name: letters, digits and _
 */
from: string
/**
 * how many: 6, ">= 6", "<= 6"
 */
datagrams?: (number | string)
/**
 * how many bytes in all: ">= 100"
 */
bytes?: (number | string)
/**
 * a regular expression (RE2); it sees bytes
 */
matching?: string
} | Value17 | "tls" | undefined
})
/**
 * with a unit: 500ms, 2s, 1m
 */
export type Duration = string
/**
 * other messages may come before the end, but none like this
 */
export type Predicates = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value2 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value3 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value4 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * is not like that
 */
export type Predicates11 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * only messages like this must not come: others are passed over
 */
export type Predicates1 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * what is in the file
 */
export type Predicates2 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value5 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * waits for a message and compares it
 */
export type Expectation = (string | {
starts?: Value6
ends?: Value7
contains?: Value8
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
/**
 * is not like that
 */
not?: (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value9
/**
 * how many times it is repeated
 */
times?: (number | string)
raw?: Value10
/**
 * so many messages (bytes, on a raw frame), whatever they say
 */
any?: (number | string)
/**
 * so many bytes, without the frame, whatever they are
 */
any_bytes?: (number | string)
/**
 * all of these, in any order
 * 
 * @minItems 1
 */
unordered?: [Value, ...(Value)[]]
eventually?: Predicates3
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value6 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value7 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value8 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value9 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value10 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * messages are passed over until one is like this
 */
export type Predicates3 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value11 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * what happens, from top to bottom
 * 
 * @minItems 1
 */
export type Steps = [Step, ...(Step)[]]
/**
 * several ways on: the first whose expectation comes true is gone, with what stands under its `then`
 * 
 * @minItems 2
 */
export type Ways = [Branch, Branch, ...(Branch)[]]
/**
 * one way on: it begins with an expectation
 */
export type Branch = (string | {
within?: Duration
/**
 * send the bytes alone, without the frame
 */
raw?: boolean
/**
 * sizes of the pieces, like [1, 7, rest], or "each 1": a piece is sent once the program has read the one before
 * 
 * @minItems 1
 */
pieces?: ([(number | string), ...((number | string))[]] | string)
/**
 * the program may stop reading; then the step is done
 */
may?: "stall"
/**
 * a name for what was taken: later steps may use it
 */
as?: string
/**
 * the datagram must come from the port that was asked (UDP)
 */
source?: "asked"
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
/**
 * unread bytes before the end are no fault
 */
extra?: "ok"
without?: Predicates4
of?: Predicates5
/**
 * what is wrong where it is not true, in words for a student, with ${names} in it
 */
says?: string
is?: Predicates6
/**
 * `false`: there is no such file
 */
exists?: boolean
/**
 * nor disguised: base64, hex, utf16, reversed
 * 
 * @minItems 1
 */
also_as?: [("base64" | "hex" | "utf16" | "reversed"), ...(("base64" | "hex" | "utf16" | "reversed"))[]]
/**
 * the lowest version of TLS that may be agreed on
 */
at_least?: (1.2 | 1.3)
/**
 * write it alone: `- connect`
 */
connect?: "now"
/**
 * the program to launch
 */
start?: (string | {
[k: string]: {
/**
 * the peer or program whose port it is given, or `unused`: a port where nobody listens
 */
port?: string
/**
 * the host name that it is given
 */
host?: string
}
})
send?: Value12
expect?: Expectation1
answer?: Value13
/**
 * how many messages are taken
 */
collect?: (number | string)
/**
 * `- close` closes both sides; `close: writing` is a half close
 */
close?: ("both" | "writing")
/**
 * cleanly: a FIN; by reset: a RST; somehow: either
 */
closed?: ("cleanly" | "by reset" | "somehow")
/**
 * write it alone: `- reset`
 */
reset?: "now"
/**
 * with a unit: 500ms, 2s, 1m
 */
quiet?: string
/**
 * refused: the other side goes away without a word of its own
 */
handshake?: ("done" | "refused")
/**
 * how many at least, besides the peer itself
 */
members?: number
/**
 * copies of a peer, side by side
 */
parallel?: {
/**
 * how many copies
 */
copies: number
/**
 * the peer that is copied
 */
of: string
steps: Steps
}
/**
 * a name for the meeting, for readers
 */
meet?: string
/**
 * the steps again and again; always with a bound
 */
repeat?: {
/**
 * how many rounds
 */
times?: number
/**
 * a name for the number of the round
 */
for?: string
/**
 * the first and the last number: 1..5
 */
in?: string
/**
 * how many rounds it may take until `until` holds, or until a step says `leave`
 */
at_most?: number
/**
 * ends behind the round in which this is true
 */
until?: string
/**
 * what `at_most` rounds without an end are (fail)
 */
else?: ("fail" | "ok")
steps: Steps
}
/**
 * write it alone: `- leave`
 */
leave?: "now"
either?: Ways1
/**
 * the name of a block, or a map of its name and the values that it takes
 */
use?: (string | {
/**
 * the values that the block takes
 */
[k: string]: {
[k: string]: Argument
}
})
/**
 * names, each with an expression
 */
let?: {
/**
 * an expression, a number, or true or false
 */
[k: string]: string | number | boolean
}
/**
 * expects that an expression is true: `check: lo <= hi`
 */
check?: string
/**
 * write it alone: `- server: running`
 */
running?: "now"
/**
 * the signal
 */
signal?: ("INT" | "TERM" | "KILL")
/**
 * the exit code
 */
exits?: (number | string)
/**
 * `as told`
 */
listens?: "as told"
types?: Value14
/**
 * write it alone: `- client: eof`
 */
eof?: "now"
prints?: Predicates7
complains?: Predicates8
/**
 * the path of the file in the folder, with ${names} in it
 */
file?: string
/**
 * what must have crossed the link
 */
saw?: {
/**
 * a name: letters, digits and _
 */
from: string
/**
 * how many: 6, ">= 6", "<= 6"
 */
datagrams?: (number | string)
/**
 * how many bytes in all: ">= 100"
 */
bytes?: (number | string)
/**
 * a regular expression (RE2); it sees bytes
 */
matching?: string
}
never?: Value15
/**
 * `tls`
 */
opens_with?: "tls"
/**
 * a name: letters, digits and _
 */
record?: string
/**
 * write it alone: `- wire: pause`
 */
pause?: "now"
/**
 * write it alone: `- wire: resume`
 */
resume?: "now"
/**
 * write it alone: `- wire: down`
 */
down?: "now"
/**
 * write it alone: `- wire: up`
 */
up?: "now"
/**
 * shown when this step fails
 */
hint?: string
then?: Then
[k: string]: ActorStep | Duration | boolean | [(number | string), ...((number | string))[]] | "stall" | "asked" | "ok" | Predicates4 | Predicates5 | Predicates6 | [("base64" | "hex" | "utf16" | "reversed"), ...(("base64" | "hex" | "utf16" | "reversed"))[]] | 1.2 | 1.3 | "now" | {
[k: string]: {
/**
 * the peer or program whose port it is given, or `unused`: a port where nobody listens
 */
port?: string
/**
 * the host name that it is given
 */
host?: string
}
} | Value12 | Expectation1 | Value13 | number | "both" | "writing" | "cleanly" | "by reset" | "somehow" | "done" | "refused" | {
/**
 * how many copies
 */
copies: number
/**
 * the peer that is copied
 */
of: string
steps: Steps
} | {
/**
 * how many rounds
 */
times?: number
/**
 * a name for the number of the round
 */
for?: string
/**
 * the first and the last number: 1..5
 */
in?: string
/**
 * how many rounds it may take until `until` holds, or until a step says `leave`
 */
at_most?: number
/**
 * ends behind the round in which this is true
 */
until?: string
/**
 * what `at_most` rounds without an end are (fail)
 */
else?: ("fail" | "ok")
steps: Steps
} | Ways1 | {
/**
 * the values that the block takes
 */
[k: string]: {
[k: string]: Argument
}
} | {
/**
 * an expression, a number, or true or false
 */
[k: string]: string | number | boolean
} | "INT" | "TERM" | "KILL" | "as told" | Value14 | Predicates7 | Predicates8 | {
/**
 * a name: letters, digits and _
 */
from: string
/**
 * how many: 6, ">= 6", "<= 6"
 */
datagrams?: (number | string)
/**
 * how many bytes in all: ">= 100"
 */
bytes?: (number | string)
/**
 * a regular expression (RE2); it sees bytes
 */
matching?: string
} | Value15 | "tls" | Then | undefined
})
/**
 * other messages may come before the end, but none like this
 */
export type Predicates4 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * only messages like this must not come: others are passed over
 */
export type Predicates5 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * what is in the file
 */
export type Predicates6 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value12 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * waits for a message and compares it
 */
export type Expectation1 = (string | {
starts?: Value6
ends?: Value7
contains?: Value8
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
/**
 * is not like that
 */
not?: (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value9
/**
 * how many times it is repeated
 */
times?: (number | string)
raw?: Value10
/**
 * so many messages (bytes, on a raw frame), whatever they say
 */
any?: (number | string)
/**
 * so many bytes, without the frame, whatever they are
 */
any_bytes?: (number | string)
/**
 * all of these, in any order
 * 
 * @minItems 1
 */
unordered?: [Value, ...(Value)[]]
eventually?: Predicates3
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value13 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * several ways on: the first whose expectation comes true is gone, with what stands under its `then`
 * 
 * @minItems 2
 */
export type Ways1 = [Branch, Branch, ...(Branch)[]]
/**
 * a number, text with ${names} in it, $name, or a payload
 */
export type Argument = (string | number | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value14 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * what the output must be like
 */
export type Predicates7 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * what the message must be like
 */
export type Predicates8 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value15 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * what is done when this way is gone: a step, or a list of them
 */
export type Then = (string | {

} | unknown[])
/**
 * what this actor does or expects
 */
export type ActorStep = (string | {
within?: Duration
/**
 * send the bytes alone, without the frame
 */
raw?: boolean
/**
 * sizes of the pieces, like [1, 7, rest], or "each 1": a piece is sent once the program has read the one before
 * 
 * @minItems 1
 */
pieces?: ([(number | string), ...((number | string))[]] | string)
/**
 * the program may stop reading; then the step is done
 */
may?: "stall"
/**
 * a name for what was taken: later steps may use it
 */
as?: string
/**
 * the datagram must come from the port that was asked (UDP)
 */
source?: "asked"
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
/**
 * unread bytes before the end are no fault
 */
extra?: "ok"
without?: Predicates
of?: Predicates1
/**
 * what is wrong where it is not true, in words for a student, with ${names} in it
 */
says?: string
is?: Predicates2
/**
 * `false`: there is no such file
 */
exists?: boolean
/**
 * nor disguised: base64, hex, utf16, reversed
 * 
 * @minItems 1
 */
also_as?: [("base64" | "hex" | "utf16" | "reversed"), ...(("base64" | "hex" | "utf16" | "reversed"))[]]
/**
 * the lowest version of TLS that may be agreed on
 */
at_least?: (1.2 | 1.3)
/**
 * write it alone: `- connect`
 */
connect?: "now"
/**
 * the program to launch
 */
start?: (string | {
[k: string]: {
/**
 * the peer or program whose port it is given, or `unused`: a port where nobody listens
 */
port?: string
/**
 * the host name that it is given
 */
host?: string
}
})
send?: Value5
expect?: Expectation
answer?: Value11
/**
 * how many messages are taken
 */
collect?: (number | string)
/**
 * `- close` closes both sides; `close: writing` is a half close
 */
close?: ("both" | "writing")
/**
 * cleanly: a FIN; by reset: a RST; somehow: either
 */
closed?: ("cleanly" | "by reset" | "somehow")
/**
 * write it alone: `- reset`
 */
reset?: "now"
/**
 * with a unit: 500ms, 2s, 1m
 */
quiet?: string
/**
 * refused: the other side goes away without a word of its own
 */
handshake?: ("done" | "refused")
/**
 * how many at least, besides the peer itself
 */
members?: number
/**
 * copies of a peer, side by side
 */
parallel?: {
/**
 * how many copies
 */
copies: number
/**
 * the peer that is copied
 */
of: string
steps: Steps
}
/**
 * a name for the meeting, for readers
 */
meet?: string
/**
 * the steps again and again; always with a bound
 */
repeat?: {
/**
 * how many rounds
 */
times?: number
/**
 * a name for the number of the round
 */
for?: string
/**
 * the first and the last number: 1..5
 */
in?: string
/**
 * how many rounds it may take until `until` holds, or until a step says `leave`
 */
at_most?: number
/**
 * ends behind the round in which this is true
 */
until?: string
/**
 * what `at_most` rounds without an end are (fail)
 */
else?: ("fail" | "ok")
steps: Steps
}
/**
 * write it alone: `- leave`
 */
leave?: "now"
either?: Ways
/**
 * the name of a block, or a map of its name and the values that it takes
 */
use?: (string | {
/**
 * the values that the block takes
 */
[k: string]: {
[k: string]: Argument
}
})
/**
 * names, each with an expression
 */
let?: {
/**
 * an expression, a number, or true or false
 */
[k: string]: string | number | boolean
}
/**
 * expects that an expression is true: `check: lo <= hi`
 */
check?: string
/**
 * write it alone: `- server: running`
 */
running?: "now"
/**
 * the signal
 */
signal?: ("INT" | "TERM" | "KILL")
/**
 * the exit code
 */
exits?: (number | string)
/**
 * `as told`
 */
listens?: "as told"
types?: Value16
/**
 * write it alone: `- client: eof`
 */
eof?: "now"
prints?: Predicates9
complains?: Predicates10
/**
 * the path of the file in the folder, with ${names} in it
 */
file?: string
/**
 * what must have crossed the link
 */
saw?: {
/**
 * a name: letters, digits and _
 */
from: string
/**
 * how many: 6, ">= 6", "<= 6"
 */
datagrams?: (number | string)
/**
 * how many bytes in all: ">= 100"
 */
bytes?: (number | string)
/**
 * a regular expression (RE2); it sees bytes
 */
matching?: string
}
never?: Value17
/**
 * `tls`
 */
opens_with?: "tls"
/**
 * a name: letters, digits and _
 */
record?: string
/**
 * write it alone: `- wire: pause`
 */
pause?: "now"
/**
 * write it alone: `- wire: resume`
 */
resume?: "now"
/**
 * write it alone: `- wire: down`
 */
down?: "now"
/**
 * write it alone: `- wire: up`
 */
up?: "now"
/**
 * shown when this step fails
 */
hint?: string
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value16 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * what the output must be like
 */
export type Predicates9 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * what the message must be like
 */
export type Predicates10 = (string | {
starts?: Value2
ends?: Value3
contains?: Value4
/**
 * a regular expression (RE2); it sees bytes
 */
match?: string
not?: Predicates11
})
/**
 * text with ${names} in it, $name, or a payload
 */
export type Value17 = (string | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
})
/**
 * a name: letters, digits and _
 */
export type Name = string

/**
 * What a program must do on the wire
 */
export interface WiremarkSpec {
/**
 * the version of this language
 */
spec: 1
/**
 * the assignment, as students know it
 */
name: string
/**
 * a paragraph for students: what to write, how it is started
 */
about?: string
frame?: Frame
/**
 * how long a step waits in silence, where it says nothing itself (2s)
 */
within?: string
/**
 * how long a run of a check may take (20s)
 */
limit?: string
/**
 * `false`: checks share their programs, where they can
 */
fresh?: false
/**
 * what may be set from outside, with `--set name=value`; $name is its value
 */
params?: {
[k: string]: Param
}
/**
 * the processes of the submission
 */
programs: {
[k: string]: Program
}
/**
 * the other side, played by wiremark
 */
peers?: {
[k: string]: Peer
}
/**
 * wires that can be tapped and damaged
 */
links?: {
[k: string]: Link
}
/**
 * certificates, made anew for each marking; commands name their files: ${good.crt}, ${good.key}
 */
certs?: {
[k: string]: Cert
}
data?: Data
/**
 * peers that do the same steps, one after another, under one name; `everyone` is all of them
 */
groups?: {
/**
 * @minItems 1
 */
[k: string]: [string, ...(string)[]]
}
/**
 * steps that checks `use`
 */
blocks?: {
[k: string]: Block
}
/**
 * the graded behaviours
 * 
 * @minItems 1
 */
checks: [Check, ...(Check)[]]
}
/**
 * a process of the submission
 */
export interface Program {
/**
 * the command, with ${port} and ${host} in it; or a map from a file of the submission to its command, the first that exists is taken
 */
run: (string | {
[k: string]: string
})
/**
 * when it is launched: before the first step (default), or by the step `start`
 */
start?: ("at once" | "by step")
/**
 * it runs in a copy of the submission for it alone; else all programs of a run share one
 */
folder?: "own"
/**
 * a program of ours that takes its place where the submission plays another one
 */
reference?: {
/**
 * the folder that holds it, from that of the spec
 */
folder: string
/**
 * its command
 */
run: string
}
files?: Files
/**
 * what it is told where it asks at its keyboard, though the task is not about that: an answer, and a pattern of its question
 */
answers?: {
[k: string]: Pattern
}
/**
 * it is given a terminal of 80 × 24 (for getpass, curses, isatty), where both of its streams are one
 */
terminal?: boolean
/**
 * ready once it listens (default where peers connect to it), or once it runs
 */
ready?: ("listening" | "running")
}
/**
 * what is put into its folder before it is launched
 */
export interface Files {
[k: string]: Value
}
/**
 * the other side, played by wiremark: it connects, it listens, or it joins a group
 */
export interface Peer {
/**
 * the program it connects to
 */
connect?: string
/**
 * it waits for a program to connect
 */
listen?: ("tcp" | "udp")
/**
 * it joins a group over UDP, with an address and a port of its own: `${host.NAME}`, `${port.NAME}`
 */
joins?: ("multicast" | "broadcast")
/**
 * what it connects over (tcp)
 */
over?: ("tcp" | "udp")
/**
 * the address that it connects to, IPv4 or IPv6 (default: where the program listens)
 */
address?: ("127.0.0.1" | "::1")
frame?: Frame
/**
 * it speaks TLS
 */
tls?: {
/**
 * the authority that it trusts, and no other (where it connects)
 */
trust?: string
/**
 * the host that the certificate must be for (localhost)
 */
name?: string
/**
 * the certificate that it shows (where it listens)
 */
cert?: string
}
/**
 * a request that comes again gets the answer it had
 */
repeats?: "answer again"
/**
 * it never reads: what is sent to it piles up
 */
reads?: "never"
/**
 * a regular expression (RE2); it sees bytes
 */
ignore?: string
}
/**
 * the wire between a program and a peer, or between two programs
 */
export interface Link {
/**
 * the side that connects
 */
from: string
/**
 * the side that is connected to
 */
to: string
/**
 * what two programs speak over (tcp)
 */
over?: ("tcp" | "udp")
}
/**
 * a certificate and its key; `{}` is an authority
 */
export interface Cert {
/**
 * the host names and addresses that it is for; an authority is for none
 * 
 * @minItems 1
 */
for?: (string | [string, ...(string)[]])
/**
 * the authority that has signed it (itself)
 */
by?: string
/**
 * how long it is good from now on (30); below 0 it has expired
 */
days?: number
}
/**
 * values with names: $name stands for the bytes
 */
export interface Data {
[k: string]: Value
}
/**
 * one graded behaviour
 */
export interface Check {
/**
 * a short name, for `--only`
 */
id: string
/**
 * what is checked, in words
 */
name?: string
/**
 * what it is worth (1)
 */
points?: number
/**
 * for `--tag`
 */
tags?: string[]
/**
 * checks that must pass first
 */
needs?: string[]
/**
 * an expression of parameters; where it is false, there is no such check
 */
when?: string
/**
 * the programs that are the submission's; in place of the others stand our references
 * 
 * @minItems 1
 */
plays?: (string | [string, ...(string)[]])
/**
 * students see that it exists and its points
 */
hidden?: boolean
/**
 * shown when the check fails
 */
hint?: string
/**
 * hints for certain failures: the first whose condition holds is shown
 * 
 * @minItems 1
 */
hints?: [Hint, ...(Hint)[]]
frame?: Frame
/**
 * with a unit: 500ms, 2s, 1m
 */
within?: string
/**
 * with a unit: 500ms, 2s, 1m
 */
limit?: string
data?: Data
/**
 * rows of variables: each row is a run of its own
 * 
 * @minItems 1
 */
cases?: [{
[k: string]: string | number | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
}
}, ...({
[k: string]: string | number | {
/**
 * so many bytes of readable text
 */
text?: (number | string)
/**
 * so many random bytes
 */
random?: (number | string)
/**
 * a random word of so many letters
 */
token?: (number | string)
/**
 * bytes in hexadecimal
 */
hex?: string
/**
 * bytes in base64
 */
base64?: string
/**
 * all of these, one behind the other
 * 
 * @minItems 1
 */
concat?: [Value, ...(Value)[]]
/**
 * a number as one byte
 */
u8?: (number | string)
/**
 * a number as 2 bytes, big end first
 */
u16be?: (number | string)
/**
 * a number as 2 bytes, little end first
 */
u16le?: (number | string)
/**
 * a number as 3 bytes, big end first
 */
u24be?: (number | string)
/**
 * a number as 3 bytes, little end first
 */
u24le?: (number | string)
/**
 * a number as 4 bytes, big end first
 */
u32be?: (number | string)
/**
 * a number as 4 bytes, little end first
 */
u32le?: (number | string)
repeat?: Value1
/**
 * how many times it is repeated
 */
times?: (number | string)
}
})[]]
/**
 * each seed is a run of its own
 * 
 * @minItems 1
 */
seeds?: [number, ...(number)[]]
/**
 * values for which it must hold; a failure is made as small as it can be found
 */
for_any?: {
[k: string]: {
/**
 * random bytes of such a size
 */
bytes?: string
/**
 * readable text of such a size
 */
text?: string
}
}
/**
 * how many values are tried (25)
 */
tries?: number
/**
 * what is done to the traffic on each link
 */
damage?: {
/**
 * @minItems 1
 */
[k: string]: [Damage, ...(Damage)[]]
}
/**
 * what is put into the folders of programs before they are launched
 */
files?: {
[k: string]: Files1
}
/**
 * unread messages at the end are no fault
 */
extra?: "ok"
/**
 * the program's port is taken by another one
 */
hold?: "port"
/**
 * `false`: its programs may have served other checks before it; `true`: they have not (true)
 */
fresh?: boolean
steps?: Steps
/**
 * the steps are those of this check
 */
like?: string
/**
 * without the steps of these actors (with `like`)
 * 
 * @minItems 1
 */
except?: [Name, ...(Name)[]]
}
/**
 * a hint for certain failures
 */
export interface Hint {
/**
 * what must be true of the failure
 */
if: string
/**
 * the hint
 */
say: string
}
/**
 * one kind of damage, and whose traffic it is done to
 */
export interface Damage {
/**
 * a name: letters, digits and _
 */
from?: string
/**
 * which clients, counted in order of their first sending or connecting: `client 2` (default: all)
 * 
 * @minItems 1
 */
only?: (string | [string, ...(string)[]])
/**
 * a regular expression (RE2); it sees bytes
 */
matching?: string
/**
 * Which datagrams are lost: `2`, `[2, 5]` or `first`.
 */
drop?: (number | [number, ...(number)[]] | "first")
/**
 * How many may be lost one after another; the next one then passes for certain: `2 in a row`.
 */
at_most?: string
/**
 * The chance of each datagram to be lost: `20%`.
 */
loss?: string
/**
 * How bursts begin and end, and what they lose.
 */
bursts?: {
/**
 * The chance of each datagram to begin a burst: `5%`.
 */
start: string
/**
 * The chance of each datagram in a burst to end it: `50%`, which makes two the usual length.
 */
stop: string
/**
 * The chance to be lost in a burst. Default 100%.
 */
loss_in?: string
/**
 * The chance to be lost outside of a burst. Default 0%.
 */
loss_out?: string
}
/**
 * How many copies arrive besides the original. Default 1.
 */
copies?: number
/**
 * How long after the original the copies arrive: `300ms`. Default: at once.
 */
later?: string
/**
 * Which datagrams arrive more than once: `3`, `[3, 4]` or `10%`.
 */
duplicate?: (number | [number, ...(number)[]] | string)
/**
 * The datagram behind which it comes, counted from 1 for each client.
 */
behind?: number
/**
 * Which datagram comes again, counted from 1 for each client.
 */
replay?: number
/**
 * From whose port it comes: `same` (default), or that of a `stranger`.
 */
sender?: ("same" | "stranger")
/**
 * What the forged datagram says: a text, or `{ hex: "00 ff" }`.
 */
inject?: (string | {
/**
 * Its bytes in hex: `"00 ff"`.
 */
hex: string
})
/**
 * The two that change places: `[4, 5]`. If the later one does not come, the earlier goes on after 1.5 s.
 * 
 * @minItems 2
 * @maxItems 2
 * 
 * Items: A datagram, counted from 1 for each client.
 */
swap?: [number, number]
/**
 * Which datagram is held, and until when.
 */
hold?: {
/**
 * The datagram that is held, counted from 1 for each client.
 */
nth: number
/**
 * How many others pass before it goes on: `2 more`. If they do not come, it goes on after 1.5 s.
 */
until: string
}
/**
 * The chance of each datagram to be overtaken by the next: `10%`. If none comes, it goes on after 1.5 s.
 */
reorder?: string
/**
 * Offset of the first byte that is changed, counted from 0: in the datagram, or in the stream.
 */
at?: number
/**
 * The bit of the byte that is flipped, 0 for the lowest. Default: by chance. Needs `at`.
 */
bit?: number
/**
 * What is written there, in hex: `"00 ff"`. Default: one bit is flipped, by chance. Needs `at`.
 */
to?: string
/**
 * Which datagrams arrive with wrong bytes: `3`, `[3, 4]` or `5%`.
 */
corrupt?: (number | [number, ...(number)[]] | string)
/**
 * Which datagrams are delayed: `2` or `[2, 5]`. Default: all. For UDP; where a stream is cut depends on timing.
 */
nth?: (number | [number, ...(number)[]])
/**
 * How many bytes of each datagram arrive: `512`.
 */
truncate?: (number | string)
/**
 * The longest datagram that passes, in bytes of payload: `1200`.
 */
mtu?: (number | string)
/**
 * Which datagrams come from a strange port: `2`, `[2, 5]` or `10%`.
 */
spoof?: (number | [number, ...(number)[]] | string)
/**
 * How often a batch leaves, and how many datagrams it has.
 */
batch?: {
/**
 * How long datagrams are gathered: `20ms`.
 */
every: string
/**
 * How many leave at a time; the others wait for the next time. Default: all.
 */
at_most?: number
}
/**
 * The last datagram that arrives, counted from 1 for each client (`after 3rd`), or `all` to swallow every one.
 */
blackhole?: string
/**
 * The last datagram that is taken, counted from 1 for each client (`after 3rd`), or `all` for a port that was never open.
 */
refuse?: string
/**
 * Up to so much more or less, by chance: `50ms`. Default 0ms.
 */
jitter?: string
/**
 * How the jitter is spread: evenly (`uniform`, the default), most near the middle (`normal`), or with a long tail of late ones (`pareto`). Then `jitter` is the standard deviation.
 */
shape?: ("uniform" | "normal" | "pareto")
/**
 * Nothing overtakes: what comes behind a delayed datagram waits for it. Default false. TCP always keeps its order.
 */
in_order?: boolean
/**
 * How much later: `300ms`.
 */
delay?: string
/**
 * How many datagrams may wait; those that find the queue full are lost. Default 1000. For UDP; TCP makes its sender wait.
 */
queue?: number
/**
 * How much passes in a second: `1Mbit`, `56kbit`.
 */
rate?: string
/**
 * The kind of link. Losses befall datagrams only.
 */
profile?: ("2g_rural" | "gprs" | "edge" | "edge_lossy" | "3g" | "dial_up" | "dsl" | "cable" | "wifi" | "satellite")
/**
 * The sizes of the first pieces in bytes: `[1, 7, rest]`. `rest`, at the end, is what follows; it is not cut.
 * 
 * @minItems 1
 */
pieces?: [(number | "rest"), ...((number | "rest"))[]]
/**
 * How long to wait after each: `5ms`. Default 0ms, which still makes each a write of its own.
 */
gap?: string
/**
 * How many bytes are delivered at a time: `1 byte`.
 */
sliver?: (number | string)
/**
 * How long bytes are gathered: `20ms`.
 */
glue?: string
/**
 * How many bytes pass before: `100 bytes`. Default 0.
 */
after?: (number | string)
/**
 * How long the stream stops, once: `3s`.
 */
stall?: string
/**
 * What is written over the bytes, in hex: `"00 ff"`.
 */
rewrite?: string
/**
 * How many bytes arrive before the connection is closed: `1000 bytes`. 0 closes it before any.
 */
cut_after?: (number | string)
/**
 * When: `after 100 bytes`, or `now` for as soon as it is open.
 */
reset?: string
/**
 * How much later the FIN arrives: `2s`.
 */
delay_close?: string
/**
 * Write it as `drop_fin: true`.
 */
drop_fin?: true
}
/**
 * files by their paths, each with what is in it
 */
export interface Files1 {
[k: string]: Value
}
