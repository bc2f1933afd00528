import { describe, expect, test } from 'vitest';
import { c, cPlusPlus } from './compiled.js';
import { surveyOf } from './survey-of.test-support.js';

/** A source whose program is called `echo`. */
const ECHO = { 'echo.c': 'int main(void) { listen(1, 2); }' };

const byCompiler = ['gcc', '-O1', '-pthread', '-o', 'echo', 'echo.c', '-lm'];

/** How these files say that the program of a source in C is built. */
function builds(files: Readonly<Record<string, string>>): readonly unknown[] {
  return c.entries(surveyOf(files)).map(({ build }) => build);
}

test.each([
  'int main(int argc, char *argv[]) {',
  'int\nmain(void)\n{',
  'int main() /* all */ {',
  'auto main() -> int {',
  'auto main(int argc, char **argv) noexcept -> int\n{',
  'int main() try {',
])('a program begins with: %s', (start) => {
  expect(cPlusPlus.entries(surveyOf({ 'echo.cpp': `${start} }` }))).toMatchObject([{ name: 'echo.cpp' }]);
});

test.each([
  'int main(void);',
  '// int main() {',
  'const char *text = "int main() {";',
  'int main_loop(void) {',
  'int x = main(1), y[] = {',
  '#define main(x) -> x\nstruct {',
])('no program begins with: %s', (start) => {
  expect(cPlusPlus.entries(surveyOf({ 'echo.cpp': `${start} }` }))).toEqual([]);
});

describe('a Makefile', { timeout: 20_000 }, () => {
  test.each([
    ['with blanks around its target', 'echo  : echo.c\n'],
    ['with a long line of what its target needs', `echo: ${'part.o '.repeat(1000)}\n`],
    ['with several targets of one rule', 'client echo: common.c\n'],
  ])('%s', (_what, makefile) => {
    expect(builds({ ...ECHO, Makefile: makefile })).toEqual([['make', '-B', 'echo']]);
  });

  test.each([
    ['a rule for many', 'PROGRAMS = echo client\nall: $(PROGRAMS)\n%: %.c\n\t$(CC) -o $@ $<\n', ['echo'], './echo'],
    ['a rule of make’s own', 'CFLAGS += -DX\nall: bin/echo\n', ['bin/echo'], './bin/echo'],
    ['its only program, which has another name', 'server:\n\tgcc -o server src/echo.c\n', ['server'], './server'],
    [
      'its only program, and a folder for the parts',
      'OUT = server\nOBJ = build/echo.o \\\n  build/net.o\nall: build $(OUT) run\nrun:\n\t./server\nbuild:\n\tmkdir -p build\nbuild/%.o: %.c\n\t$(CC) -c -o $@ $<\n$(OUT): $(OBJ)\n\t$(CC) -o $@ $^\n',
      ['build', 'server'],
      './server',
    ],
  ])('makes it by %s', (_what, makefile, goals, program) => {
    const entries = c.entries(surveyOf({ ...ECHO, 'net.c': 'int f;', Makefile: makefile }));
    expect(entries).toMatchObject([{ folder: '', build: ['make', '-B', ...goals], run: [program] }]);
  });

  test.each([
    ['a target that is no file', {}, 'all: compile\ncompile: echo.c\n\tgcc echo.c -o prog\n'],
    ['another program', {}, 'all: echo.o tool\necho.o: echo.c\n\tcc -c -o $@ $<\ntool:\n\ttouch tool\n'],
    ['one of two', { 'other.c': ECHO['echo.c'] }, 'server: a.c\n\tgcc -o $@ a.c\n'],
    ['two', {}, 'all: a b\na: x.c\n\tgcc -o $@ x.c\nb: x.c\n\tgcc -o $@ x.c\n'],
    ['what is asked for by name alone', {}, 'all:\n\techo nothing\nserver: echo.c\n\tgcc -o $@ echo.c\n'],
  ])('is passed over, where it may make something else: %s', (_what, others, makefile) => {
    expect(builds({ ...ECHO, ...others, Makefile: makefile })[0]).toEqual(byCompiler);
  });

  test.each([
    ['long lines that need names', `V=${'a'.repeat(250)}\n${`all: ${'$(V) '.repeat(200)}\n`.repeat(150)}`],
    ['long recipes', `server:\n\t${' -o'.repeat(60_000)}\n`],
    ['one variable many times in one line', `V=${'a'.repeat(100_000)}\n${'$(V)'.repeat(6000)}:\n`],
    ['a variable as long as can be, in many lines', `V=${'a'.repeat(900)}\n${`${'$(V)'.repeat(240)}:\n`.repeat(190)}`],
    ['nothing but blanks', ' '.repeat(190_000) + '%:'],
  ])('that is made to take all time or memory names no program: %s', (_what, makefile) => {
    expect(builds({ ...ECHO, Makefile: makefile })).toEqual([byCompiler]);
  });

  test('is read once for many programs', () => {
    const programs = Array.from({ length: 390 }, (_, index) => [`p${index}.c`, ECHO['echo.c']] as const);
    const rules = programs.map(([path]) => `${path.slice(0, -2)}: ${path}\n`).join('');
    const survey = { ...Object.fromEntries(programs), Makefile: rules + 'x:\n'.repeat(60_000) };
    expect(builds(survey)).toEqual(programs.map(([path]) => ['make', '-B', path.slice(0, -2)]));
  });
});
