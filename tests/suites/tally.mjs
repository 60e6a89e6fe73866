// Counts checks that pass and fail, and prints the counts in the same form for every suite.

export class Tally {
  passed = 0;
  failed = 0;

  /** Runs a check, which fails if it throws. */
  async check(name, run) {
    try {
      await run();
      this.passed += 1;
    } catch (error) {
      this.failed += 1;
      console.log(`FAILED  ${name}: ${String(error?.message ?? error).slice(0, 400)}`);
    }
  }

  /** Prints the counts and exits, with 1 if a check failed. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed > 0 ? 1 : 0);
  }
}
