import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../../../widget/agent-console/settings/team/csv.ts';

describe('a table as a file', () => {
  it('quotes what would end a field', () => {
    expect(csvOf([['a', 'b,c', 'd "e"', 'f\ng']])).toBe('a,"b,c","d ""e""","f\ng"\r\n');
  });

  it('keeps a name from being run as a formula', () => {
    expect(csvOf([['=HYPERLINK("https://evil.example")', '+1', '-1', '@x']])).toBe(
      `"'=HYPERLINK(""https://evil.example"")",'+1,'-1,'@x\r\n`,
    );
  });
});
