// Named checks that go on after a failure, and the assertions that they use.

export const results = { passed: 0, failed: 0 };

/** Runs one check and prints one line about it. */
export async function check(name, run) {
  try {
    await run();
    results.passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    results.failed += 1;
    console.log(`FAILED  ${name}: ${String(error.message ?? error).split('\n', 4).join(' ')}`);
  }
}

/** Prints `N passed, N failed` and sets the exit code. */
export function summarize() {
  console.log(`${results.passed} passed, ${results.failed} failed`);
  process.exitCode = results.failed === 0 ? 0 : 1;
}

export function assert(condition, message) {
  if (!condition) throw new Error(message);
}

export function assertEqual(actual, expected) {
  assert(JSON.stringify(actual) === JSON.stringify(expected), `${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}

export function assertIncludes(text, part) {
  assert(text.includes(part), `"${part}" is not in "${text.slice(0, 300)}"`);
}

export function assertEmpty(list) {
  assert(list.length === 0, list.slice(0, 5).join(' | '));
}
