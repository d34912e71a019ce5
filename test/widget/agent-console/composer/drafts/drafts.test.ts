/** Drafts, as the browser keeps them: for each agent, number and conversation, across reloads, merges and erasure. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AllDrafts } from '../../../../../widget/agent-console/composer/drafts/all-drafts.ts';
import {
  type ComposerExtras,
  filesIn,
  noExtras,
  readExtras,
  writeExtras,
} from '../../../../../widget/agent-console/composer/drafts/composer-draft.ts';
import { Drafts } from '../../../../../widget/agent-console/composer/drafts/drafts.ts';
import { local } from '../../../../../widget/client/browser/browser-storage.ts';
import { heldFiles } from '../../../../../widget/client/browser/held-files.ts';

const file = (name: string): ComposerExtras['files'][number] => ({
  ...{ id: `id of ${name}`, name, type: 'application/pdf', size: 1 },
  ...{ caption: `About ${name}`, kind: 'document' },
});
const voice = (id: string) => ({ id, name: `${id}.ogg`, type: 'audio/ogg', size: 2 });
const extras = (change: Partial<ComposerExtras>): string => writeExtras({ ...noExtras, ...change });
const [older, younger] = [
  { inbox: '1', id: 1 },
  { inbox: '1', id: 2 },
];

function draftsOf(agent: string, ...inboxes: string[]): AllDrafts {
  const drafts = new AllDrafts();
  drafts.read(agent, inboxes);
  return drafts;
}

beforeEach(() => localStorage.clear());

describe('a draft', () => {
  it('a draft belongs to one agent, number and conversation', () => {
    new Drafts('ana', '1').keep(7, 'Dear Ada', extras({ files: [file('a.pdf')] }));
    const here = new Drafts('ana', '1');
    expect([here.of(7), readExtras(here.extrasOf(7)).files[0]?.name]).toEqual(['Dear Ada', 'a.pdf']);
    for (const other of [new Drafts('ben', '1'), new Drafts('ana', '2')])
      expect([other.of(7), other.extrasOf(7), other.all().size]).toEqual(['', '', 0]);
    expect(here.of(70)).toBe('');
  });

  it('the list previews a draft by its text, or by its file names', () => {
    const drafts = new Drafts('ana', '1');
    drafts.keep(1, 'Dear Ada', extras({ files: [file('a.pdf')] }));
    drafts.keep(2, '', extras({ files: [file('b.pdf'), file('c.pdf')] }));
    drafts.keep(3, '', extras({ buttons: ['Yes'] }));
    drafts.keep(4, 'Done');
    drafts.keep(4, '');
    expect(new Drafts('ana', '1').all()).toEqual(
      new Map([
        ['1/1', 'Dear Ada'],
        ['1/2', 'b.pdf, c.pdf'],
      ]),
    );
    expect(drafts.label(2)).toBe('b.pdf, c.pdf');
  });

  it('a sent draft leaves nothing in the browser', () => {
    const drafts = new Drafts('ana', '1');
    drafts.keep(1, 'Dear Ada', extras({ buttons: ['Yes'] }));
    drafts.begin(1, 40);
    drafts.keep(1, '');
    expect(localStorage).toHaveLength(0);
  });

  it('a draft remembers the last change seen when it was started', () => {
    const drafts = new Drafts('ana', '1');
    drafts.begin(1, 40);
    drafts.keep(1, 'Dear Ada', extras({ buttons: ['Yes'] }));
    drafts.keep(1, '', extras({ buttons: ['Yes'] }));
    expect(drafts.began(1)).toBe(40);
    drafts.keep(1, '');
    expect(drafts.began(1)).toBeNull();
  });

  it('a draft that did not fit is stored once there is room, and is at risk until then', () => {
    vi.stubGlobal('localStorage', {
      ...{ getItem: () => null, removeItem: () => {} },
      setItem: () => {
        throw new DOMException('Full', 'QuotaExceededError');
      },
    });
    const drafts = draftsOf('ana', '1');
    drafts.keep(older, 'Dear Ada');
    expect([drafts.isHeld(older), drafts.isAtRisk, drafts.text(older)]).toEqual([true, true, 'Dear Ada']);
    vi.unstubAllGlobals();
    drafts.keep(older, 'Dear Ada');
    expect([drafts.isHeld(older), drafts.isAtRisk]).toEqual([false, false]);
    expect(local.under('agent-console/ana/1/draft/')).toEqual([['agent-console/ana/1/draft/1', 'Dear Ada']]);
    expect(localStorage.getItem('agent-console/ana/1/draft/1')).toBe('Dear Ada');
  });
});

describe('the drafts of two conversations that become one', () => {
  it('merging two conversations keeps both texts and all files', async () => {
    const drafts = draftsOf('ana', '1');
    drafts.keep(older, 'First', extras({ files: [file('a.pdf')], voice: voice('v1'), variables: ['{{x}}'] }));
    drafts.keep(
      younger,
      'Second',
      extras({
        ...{ files: [file('b.pdf')], voice: voice('v2'), buttons: ['Yes'], variables: ['{{x}}', '{{y}}'] },
        forms: { location: { values: { name: 'The studio' }, sections: [], header: null } },
      }),
    );
    await drafts.join(younger, older);
    expect(drafts.text(older)).toBe('First\nSecond');
    const joined = readExtras(drafts.extras(older));
    expect(joined.files.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf', 'v2.ogg']);
    expect(joined).toMatchObject({
      voice: { id: 'v1' },
      buttons: ['Yes'],
      variables: ['{{x}}', '{{y}}'],
      forms: { location: { values: { name: 'The studio' } } },
    });
    expect([drafts.text(younger), drafts.extras(younger)]).toEqual(['', '']);
    expect(drafts.texts).toEqual(new Map([['1/1', 'First\nSecond']]));
  });

  it('merging with an empty draft keeps the other one', async () => {
    const drafts = draftsOf('ana', '1');
    drafts.keep(younger, 'Only here');
    await drafts.join(younger, older);
    expect(drafts.text(older)).toBe('Only here');
    await drafts.join(younger, older);
    expect(drafts.text(older)).toBe('Only here');
    drafts.keep(younger, '', extras({ buttons: ['Yes'] }));
    await drafts.join(younger, older);
    expect([drafts.text(older), readExtras(drafts.extras(older)).buttons]).toEqual(['Only here', ['Yes']]);
  });
});

describe('what comes after its conversation was left', () => {
  it('a late recording is added to the current draft', async () => {
    const drafts = draftsOf('ana', '1');
    drafts.keep(older, 'Back, and typing', extras({ files: [file('a.pdf')] }));
    expect(await drafts.add('ana', older, extras({ voice: voice('v1') }))).toEqual(older);
    await drafts.add('ana', older, extras({ voice: voice('v1') }));
    const now = readExtras(drafts.extras(older));
    expect([drafts.text(older), now.files.map(({ id }) => id), now.voice?.id]).toEqual([
      ...['Back, and typing', ['id of a.pdf'], 'v1'],
    ]);
  });

  it('a late recording shows in the list', async () => {
    const drafts = draftsOf('ana', '1');
    await drafts.add('ana', older, extras({ voice: voice('v1') }));
    expect(drafts.texts).toEqual(new Map([['1/1', 'v1.ogg']]));
  });

  it('a late recording follows a merged conversation', async () => {
    const drafts = draftsOf('ana', '1');
    await drafts.join(younger, older);
    expect(await drafts.add('ana', younger, extras({ voice: voice('v1') }))).toEqual(older);
    expect([readExtras(drafts.extras(older)).voice?.id, drafts.extras(younger)]).toEqual(['v1', '']);
  });

  it('a late recording for an erased contact is deleted with its file', async () => {
    const drafts = draftsOf('ana', '1');
    await drafts.erase(older);
    heldFiles.set('v1', new File(['1'], 'v1.ogg'));
    expect(await drafts.add('ana', older, extras({ voice: voice('v1') }))).toBeNull();
    expect([drafts.extras(older), heldFiles.size, localStorage.length]).toEqual(['', 0, 0]);
  });

  it('a late recording stays with the agent who recorded it', async () => {
    const drafts = draftsOf('ana', '1');
    drafts.read('ben', ['1']);
    await drafts.add('ana', older, extras({ voice: voice('v1') }));
    expect([drafts.extras(older), drafts.texts.size]).toEqual(['', 0]);
    expect(readExtras(new Drafts('ana', '1').extrasOf(1)).voice?.id).toBe('v1');
  });
});

describe('the draft to a contact who is erased', () => {
  it('erasing a contact deletes the draft, its files and its recording', async () => {
    const drafts = draftsOf('ana', '1');
    const kept = extras({ files: [file('a.pdf')], voice: voice('v1') });
    drafts.keep(older, 'Dear Ada', kept);
    expect(filesIn(kept)).toEqual(['id of a.pdf', 'v1']);
    for (const id of [...filesIn(kept), 'another']) heldFiles.set(id, new File(['1'], 'x'));
    await drafts.erase(older);
    expect([...heldFiles.keys()]).toEqual(['another']);
    expect([localStorage.length, drafts.texts.size]).toEqual([0, 0]);
    heldFiles.clear();
  });
});

describe('a draft from before drafts were an agent’s own', () => {
  it('a draft from an older version goes to the first agent who signs in, after their own text', () => {
    localStorage.setItem('agent-console/1/draft/7', 'An older text');
    localStorage.setItem('agent-console/1/draft/8', 'Another');
    localStorage.setItem('agent-console/1/began/8', '12');
    localStorage.setItem('agent-console/1/notes/draft/9', 'A note');
    new Drafts('ana', '1').keep(7, 'My text');
    const drafts = draftsOf('ana', '1');
    expect(drafts.texts).toEqual(
      new Map([
        ['1/7', 'My text\nAn older text'],
        ['1/8', 'Another'],
      ]),
    );
    expect(new Drafts('ana', '1/notes').of(9)).toBe('A note');
    expect(Object.keys(localStorage).filter((key) => key.startsWith('agent-console/1/'))).toEqual([]);
    drafts.read('ana', ['1']);
    expect(drafts.text({ inbox: '1', id: 7 })).toBe('My text\nAn older text');
    const others = new AllDrafts();
    others.read('ben', ['1']);
    expect(others.texts.size).toBe(0);
  });
});
