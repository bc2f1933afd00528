/** What a finding about a submission means, for its author: what happened, the usual reasons, what to try. */
export const findings: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  'no-program': {
    title: 'the program was not found',
    text: `The folder has no file by one of the names that the assignment asks for, so nothing could be started.
Usual reasons: another name (Server.py, echo_server.py), a folder inside of the folder, a file that was
not handed in.
Try: name the file as the assignment says, or say how it is started in a file wiremark.yaml:
  programs: { server: { run: "python3 my_server.py \${port}" } }`,
  },
  'cannot-run': {
    title: 'the command could not be run',
    text: `The operating system refused to start the program: its name is unknown or the file is not executable.
Usual reasons: ./server was not compiled or not handed in; the x bit is missing; the first line of a
script (#!/usr/bin/…) names what is not there.
Try: run the command by hand in the folder that you hand in; chmod +x server.`,
  },
  'not-built': {
    title: 'the program could not be built',
    text: `What has to be compiled before it can start was not compiled, so no check could be tried.
Usual reasons: a mistake in the source (the compiler's first lines are shown), a file that was not handed
in, another version of the compiler.
A Makefile is used where it has a rule for the program, or makes nothing else. Where it was not: say in
wiremark.yaml how the program is built, as programs: { server: { build: make, run: "./server \${port}" } }.
Try: run the command that is shown, in the folder of that source.`,
  },
  'exited-early': {
    title: 'the program ended before it listened',
    text: `It was started and ended again before a client could connect.
Usual reasons: an exception at the start (its last lines are shown), a module that is not installed,
arguments that are read in another order, a port that is fixed in the code and taken.
Try: python3 server.py 5000 in a terminal, and read what it prints.`,
  },
  'not-listening': {
    title: 'the program runs, but does not listen',
    text: `It never opened its port, so no client could reach it.
Usual reasons: bind without listen, a TCP socket where UDP is asked for (or the other way round), input()
before the socket is opened, the port is not taken from the arguments.
Try: start it and look with ss -ltnp (TCP) or ss -lunp (UDP) whether its port is there.`,
  },
  'asks-first': {
    title: 'the program waits for something to be typed',
    text: `Before it opens its port it asks questions, and it did not go on whatever was answered: the port, a
host and a port, an empty line. What was typed stands in the report.
Usual reasons: a question that expects one certain word; a while loop that asks again for ever.
Try: take the port from the command line, or say in wiremark.yaml what your program wants to hear:
  programs: { server: { run: "python3 server.py", answers: { port: "Port", "yes": "Start now" } } }`,
  },
  'over-limit': {
    title: 'the program used more than any program may',
    text: `Every program has so much processor time, memory, processes, file space and output; one that goes over
it is ended, so that it disturbs nobody else. The limits are far above what coursework needs.
Usual reasons: a loop that never waits (recv that returns b"" at the end, without a break); a list that
grows for ever; a thread for every datagram; print in such a loop.
Try: find the loop, and what ends it.`,
  },
  'left-behind': {
    title: 'the program leaves a process behind',
    text: `When it had ended, or was to be ended, something that it had begun went on by itself. Nothing is taken for that;
wiremark ends it. On your own machine it stays, and keeps its port: then the next start fails with "address
already in use".
Usual reasons: a second process (fork, Popen, multiprocessing) that nobody waits for; a daemon; a command
with & in a script.
Try: end with what you have begun (join, wait, terminate), and look with ss -ltnp and ps what is left.`,
  },
  'asks-for-port': {
    title: 'the program asks for its port',
    text: `It was answered, and all else was checked, but the task is to take the port from the command line: nobody
sits at the keyboard of a server.
Usual reason: port = int(input("Port: ")).
Try: in Python, port = int(sys.argv[1]); in C, atoi(argv[1]); in Java, Integer.parseInt(args[0]).`,
  },
  'wrong-port': {
    title: 'the program listens on another port',
    text: `It was told a port and took another. Where it listens was found out and all else was checked there, but
the task is to use the port that is given.
Usual reasons: a port like 5000 or 65432 is fixed in the code; in C, htons is missing, and the two bytes of the
port are swapped.
Try: in Python, port = int(sys.argv[1]), and bind to that; in C, address.sin_port = htons(atoi(argv[1])); in
Java, Integer.parseInt(args[0]).`,
  },
  'swapped-port': {
    title: 'the two bytes of the port are swapped',
    text: `It was told a port, and listens at the one that has the two bytes of that the other way round. Where it listens
was found out and all was checked there, so nothing is taken for it; but whoever uses the port that it was told
finds nobody.
Usual reason: the network has the higher byte first, most computers have the lower, and nobody swaps them.
Try: address.sin_port = htons(port). In Python, Java and Node the port is given as it is.`,
  },
  refused: {
    title: 'the program does not accept connections',
    text: `Nothing listens at its port any more, though it did before.
Usual reasons: it has ended after the first client; the listening socket was closed together with the
connection; an exception in one conversation ended all.
Try: a second client after the first one has left; look for accept() outside of the loop.`,
  },
  'never-connected': {
    title: 'the program never contacted its server',
    text: `We played the server and waited, but no connection (or datagram) came.
Usual reasons: host or port are fixed in the code or read in another order; the program waits for
input first; it resolves the host to another address.
Try: print the host and port that it uses, and compare them with its arguments.`,
  },
  'nothing-came-through': {
    title: 'all that the program sent was lost',
    text: `The check loses messages on purpose, as a network may, and until the time was over none had come to its end.
Usual reasons: the program sends only once and gives up too early; or it waits too long before it sends again.
Try: look at the exchange in the report: it shows what was sent when, and what became of it.`,
  },
  'no-reply': {
    title: 'no answer came',
    text: `The program got the message, and nothing came back in time.
Usual reasons: the answer is printed instead of sent; recv waits for more than the client has sent; the
answer stays in a buffer (flush is missing); the server still serves another client.
Try: the same message by hand, with nc 127.0.0.1 PORT, and a print before each recv and each send.`,
  },
  'reply-incomplete': {
    title: 'the answer stops too early',
    text: `A part of the answer came, and then nothing more.
Usual reasons: one recv is taken for the whole message (TCP is a stream: a recv brings what is there,
not what was sent); send instead of sendall; the line end is missing.
Try: call recv in a loop until the message is whole, and answer with sendall.`,
  },
  'reply-differs': {
    title: 'the answer is not the expected one',
    text: `An answer came, but other bytes than expected; the report marks the first that differs.
Usual reasons: a line end too many or too few, upper case instead of lower case, str(data) or decode and
encode where bytes should pass unchanged, an answer left over from the message before.
Try: look at the bytes in hexadecimal on both sides of the mark.`,
  },
  malformed: {
    title: 'the answer is no message of this protocol',
    text: `What came cannot be cut into messages as the protocol says: a count of bytes that cannot be true.
Usual reasons: the count is in the wrong byte order (network order is big end first: struct.pack(">H")),
it has another width, it counts characters instead of bytes, or it is missing.
Try: print the first bytes that you send in hexadecimal.`,
  },
  'extra-bytes': {
    title: 'more was sent than was asked for',
    text: `The expected answer came, and then bytes that belong to none.
Usual reasons: a greeting or a prompt that the protocol does not have, a whole buffer sent instead of the
part that was filled (send(buffer) instead of send(buffer[:n])), an answer sent twice.
Try: count the bytes that you send against those that you have received.`,
  },
  'not-quiet': {
    title: 'something was sent where silence was expected',
    text: `Nothing was asked, and yet something came.
Usual reasons: an answer sent twice, one answer cut into several datagrams, a message for one client sent
to all of them.
Try: look at which message the additional bytes repeat.`,
  },
  'closed-early': {
    title: 'the program closed the connection too early',
    text: `It closed its side (FIN) while an answer was still expected.
Usual reasons: close() after the first message, a with block that ends too soon, an exception that ends
the conversation, one recv per connection.
Try: keep the conversation in a loop until recv returns b"" (the client has finished).`,
  },
  'still-open': {
    title: 'the program did not close the connection',
    text: `The conversation was over, and the program should have closed its side: we had finished sending (a half close),
or its own last message was the end, as the task says it (a goodbye, a game that is won, an error).
Usual reasons: the end is not noticed (in Python, recv returns b"" then, for ever); close() is missing; a thread
or another variable still holds the socket, or after fork the other process, which has it open as well.
Try: leave the loop at the end of the conversation, and close the connection behind it; after fork, close(c) in
the parent too.`,
  },
  'reset-by-program': {
    title: 'the program broke the connection off',
    text: `The connection ended with a reset (RST) instead of a close (FIN); what was under way is lost.
Usual reasons: the program crashed or was ended; it closed the socket while bytes that it had not read
were waiting in it.
Try: look at its last lines of output; read all that the client sends before you close.`,
  },
  'send-stalled': {
    title: 'the program stopped reading',
    text: `We had more to send, and the program did not take it.
Usual reasons: it waits for something else (input, another client, the end of the connection); it sends
a long answer while we are still sending, and reads nothing meanwhile, so that both buffers are full.
Try: read and answer in turns, piece by piece, instead of reading all first.`,
  },
  'gone-before-answer': {
    title: 'the program was gone before it got its answer',
    text: `It sent its message and closed the connection without waiting for what we answered.
Usual reasons: close() directly after send; an exception between send and recv; a timeout that is too
short.
Try: recv before close, and look at the last lines of its output.`,
  },
  'wrong-source': {
    title: 'the answer came from another port',
    text: `Over UDP a client knows its server by address and port. An answer from another port is not from it.
Usual reason: the server opens a second socket for its answers.
Try: answer with the same socket that received: sock.sendto(data, address).`,
  },
  exited: {
    title: 'the program has ended',
    text: `It should still be running, but it has ended by itself.
Usual reasons: an exception in one conversation that nobody catches, sys.exit after the first client, a
loop that ends.
Try: read its last lines of output; catch errors round each conversation, not round the whole program.`,
  },
  crashed: {
    title: 'the program was killed by a signal',
    text: `It did not end by itself: the system ended it.
Usual reasons: memory that is not its own (SIGSEGV), a failed assertion or a double free (SIGABRT), a
write to a connection that was closed (SIGPIPE), too much memory (SIGKILL).
Try: run it in a debugger (gdb, lldb) or with -fsanitize=address, with the same messages.`,
  },
  'wrong-exit': {
    title: 'the exit code is another one',
    text: `A program tells its caller by its exit code whether it went well: 0 is yes, all others are no.
Usual reasons: an error is printed, but the program ends with 0; a success ends in an exception.
Try: sys.exit(1) after an error message; echo $? shows the code of the last command.`,
  },
  'did-not-exit': {
    title: 'the program did not end',
    text: `It should have ended by itself, and still ran.
Usual reasons: recv without a timeout waits for ever; a loop that tries again for ever; a thread that is
not a daemon and still runs.
Try: sock.settimeout(5), and count the attempts.`,
  },
  'not-printed': {
    title: 'the output is not as expected',
    text: `What the program printed (standard output) does not hold what the assignment asks for.
Usual reasons: another wording; b'…' round the text, because bytes are printed without decode; output
that stays in a buffer (flush=True).
Try: compare the output letter by letter with the assignment.`,
  },
  'no-complaint': {
    title: 'the program did not say what went wrong',
    text: `Something went wrong on purpose, and its user was not told in words.
Usual reasons: except: pass; a bare traceback where a sentence is asked for; the program just hangs.
Try: except OSError as error: print("cannot connect:", error, file=sys.stderr); sys.exit(1).`,
  },
  'wrong-count': {
    title: 'too much or too little went over the wire',
    text: `We counted what the program sent. Over a network that loses datagrams the count shows whether it sends
again, and whether it ever gives up.
Usual reasons: nothing is sent again after a timeout; it is sent again without waiting; it never stops.
Try: settimeout, try a few times, then give up with a message.`,
  },
  'check-failed': {
    title: 'what the program said does not agree with itself',
    text: `Each answer was of the right form, but together they cannot be: a number is another one than it must be, an
answer contradicts one before it, messages are in another order. The report shows the values.
Usual reasons: state that is made anew for each message (a number that is chosen again), state that all
clients share, a count that is one too low or too high.
Try: write down the conversation that the report shows, and play your program with pencil and paper.`,
  },
  'no-value': {
    title: 'what came could not be calculated with',
    text: `The answer has a number in it, by its form, but it is none that can be calculated with: it is too long, or no
digits, or shorter than it says itself.
Usual reasons: a text where a number belongs, an empty answer, a number that was never set.
Try: print what you send, just before you send it.`,
  },
  'no-way-on': {
    title: 'none of the possible answers came',
    text: `The task allows several answers here, and what came is none of them (or nothing came). The report lists them.
Usual reasons: another wording, a case that the program does not think of, an answer that was already due
one message before.
Try: compare what came with each of the answers that are listed.`,
  },
  'never-done': {
    title: 'the conversation came to no end',
    text: `Each answer was a right one, but the end that they should lead to was not reached in as many rounds as are
always enough.
Usual reasons: the answers contradict each other, the end is never told (the right guess is not noticed), the
same answer to every message.
Try: play the conversation by hand, and look at which answer should have been another one.`,
  },
  'no-file': {
    title: 'the file is not there',
    text: `The program should have written a file into its folder, and there is none of that name.
Usual reasons: it is written to another place (an absolute path, another folder), under another name, only
when the program ends, or not at all.
Try: open(name, "wb") with the name as it came, and look with ls where your program runs.`,
  },
  'file-differs': {
    title: 'the file is not what it should be',
    text: `The file is there, but other bytes are in it; the report marks the first that differs.
Usual reasons: one recv is taken for the whole file, text mode instead of "rb" and "wb", the end of the
message is written too, the file is not closed (or flushed) when the answer goes out.
Try: compare both files with cmp, and the sizes with ls -l.`,
  },
  'file-still-there': {
    title: 'the file is still there',
    text: `The program should have removed (or renamed) a file, and it is still in its folder.
Usual reasons: the answer says that it was done, but nothing was done; another file was removed; a copy was
made instead of a new name.
Try: os.remove and os.rename, and look with ls before and after.`,
  },
  'forbidden-answer': {
    title: 'an answer came that must not come',
    text: `Other answers may have come here, but not this one: what was asked should have been refused.
Usual reasons: a password, a name or a permission is looked at too late, or not at all; the answer to the
message before is sent once more.
Try: the same message by hand, before a log in and behind it.`,
  },
  'not-joined': {
    title: 'the group was not joined',
    text: `The kernel hands to a program what is sent to a multicast group only if a socket on this computer has joined
it. On one computer that may be another program's socket, so that it seems to work; alone it hears nothing.
Usual reasons: the socket is bound to the port, and never joins; it joins another group than the one that it
is given.
Try: membership = socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1")
  sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)`,
  },
  'handshake-failed': {
    title: 'no TLS connection came to be',
    text: `The two sides were connected, but could not agree on TLS; the reason is told.
Usual reasons: the certificate or its key is another one than the one that was given; plain text is spoken on
the port; the authority is not the one that was given; a name is looked at that the certificate is not for.
Try: openssl s_client -connect localhost:PORT -CAfile ca.crt`,
  },
  'certificate-accepted': {
    title: 'a certificate was accepted that proves nothing',
    text: `The certificate that was shown has expired, is for another host, or is by an authority that nobody trusts; so
anybody could be on the other side. The program must end the connection, and say why.
Usual reasons: verify_mode = CERT_NONE, check_hostname = False, an own context without a CA file.
Try: ssl.create_default_context(cafile=…) and wrap_socket(…, server_hostname=…), and leave their defaults.`,
  },
  'seen-on-the-wire': {
    title: 'a secret crossed the wire',
    text: `Everybody between the two sides can read what crosses the wire, and base64 or hexadecimal hide nothing.
Usual reasons: the secret is sent before TLS begins, on another connection, or in plain text; it is only
encoded and not encrypted.
Try: look at the wire with tcpdump -A, and wrap the socket before anything is said.`,
  },
  'nothing-recorded': {
    title: 'nothing crossed the wire that could be recorded',
    text: `The check says again what one side has said, as somebody who listens in could; but that side has said nothing.
Usual reasons: the program connects to another host or port than it is told; it waits for the other side.
Try: run it by hand, and look at what it sends.`,
  },
  'not-encrypted': {
    title: 'the connection does not begin with TLS',
    text: `What crosses the wire first must be a TLS handshake, and it is something else (or nothing).
Usual reasons: the socket is wrapped only after a first message, or not at all.
Try: wrap the socket directly behind connect and accept.`,
  },
  'old-tls': {
    title: 'an old version of TLS was agreed on',
    text: `Versions before 1.2 are broken and should not be offered any more.
Usual reasons: a protocol version is fixed in the code (PROTOCOL_TLSv1), a minimum that is set too low.
Try: ssl.create_default_context(), or context.minimum_version = ssl.TLSVersion.TLSv1_2.`,
  },
};
