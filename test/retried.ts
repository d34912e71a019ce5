/** Names the tests that passed only when they were run again, and fails the run when there are more than a few. */
import type { Reporter, TestCase } from 'vitest/node';

/** A busy machine explains one or two. More are a bug in a test or in the product. */
const maxRetried = 2;

export default class RetriedReporter implements Reporter {
  #retried: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return;
    const [why] = test.result().errors ?? [];
    const place = why?.stacks?.find(({ file }) => file.includes('/test/'));
    const line = place ? `${place.file.replace(/^.*\/test\//, 'test/')}:${place.line}` : '';
    this.#retried.push(
      `${test.module.relativeModuleId} > ${test.fullName}\n    ${line} ${why?.message ?? ''}`.trimEnd(),
    );
  }

  onTestRunEnd(): void {
    if (this.#retried.length === 0) return;
    console.log(`\nPassed only when run again:\n${this.#retried.map((name) => `  ${name}`).join('\n')}`);
    if (this.#retried.length <= maxRetried) return;
    console.log(`More than ${maxRetried} tests had to be run again: the run has failed.`);
    process.exitCode = 1;
  }
}
