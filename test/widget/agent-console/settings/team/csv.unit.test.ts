import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../../../widget/agent-console/settings/team/csv.ts';

describe('a table as a file', () => {
  it('CSV quotes separators, quotes and line breaks', () => {
    expect(csvOf([['a', 'b,c', 'd "e"', 'f\ng']])).toBe('a,"b,c","d ""e""","f\ng"\r\n');
  });

  it('CSV keeps a name from running as a formula', () => {
    expect(csvOf([['=HYPERLINK("https://evil.example")', '+1', '-1', '@x']])).toBe(
      `"'=HYPERLINK(""https://evil.example"")",'+1,'-1,'@x\r\n`,
    );
  });
});
