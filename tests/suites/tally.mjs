// Counts what passes and what fails, and says so in one form for every suite.

export class Tally {
  passed = 0;
  failed = 0;

  /** Runs a check; whatever it throws is its failure. */
  async check(what, run) {
    try {
      await run();
      this.passed += 1;
    } catch (error) {
      this.failed += 1;
      console.log(`FAILED  ${what}: ${String(error?.message ?? error).slice(0, 400)}`);
    }
  }

  /** Prints the count, and ends the process with it. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed > 0 ? 1 : 0);
  }
}
