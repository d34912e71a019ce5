import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pastedText } from '../../../../../widget/agent-console/composer/text/pasted-text.ts';

describe('a web page that is pasted', () => {
  it.each([
    ['<b>Open</b> today', '*Open* today'],
    ['<strong>Open </strong>today', '*Open* today'],
    ['<p>We are <em>really</em> <del>closed</del> open.</p>', 'We are _really_ ~closed~ open.'],
    ['<b>Open <i>today</i></b>', '*Open _today_*'],
    ['<b>Open</b> <b>today</b>', '*Open today*'],
    ['un<b>believ</b>able, <b>isn’t it</b>?', 'unbelievable, *isn’t it*?'],
    [
      '<h2>Hours</h2><p>Nine to five.</p><p>Closed on Sunday.</p>',
      '*Hours*\n\nNine to five.\n\nClosed on Sunday.',
    ],
    ['<p>One</p><ul><li>red</li><li><b>blue</b></li></ul>', 'One\n\n- red\n- *blue*'],
    ['<ol start="3"><li>red</li><li>blue</li></ol>', '3. red\n4. blue'],
    ['<ul><li><p>red</p></li><li>blue<ul><li>navy</li></ul></li></ul>', '- red\n- blue\n- navy'],
    ['<blockquote><p>When?</p></blockquote>Now', '> When?\n\nNow'],
    ['<p>a<br>b<br><br>c</p>', 'a\nb\n\nc'],
    ['Run <code>npm ci</code> first', 'Run `npm ci` first'],
    ['<pre><code>one\n  <b>two</b></code></pre>', '```one\n  two```'],
    [
      'See <a href="https://shop.example/bowls">our bowls</a>.',
      'See our bowls (https://shop.example/bowls).',
    ],
    ['<a href="https://shop.example/">shop.example</a>', 'https://shop.example/'],
    ['Write to <a href="mailto:hi@shop.example">us</a>', 'Write to us (hi@shop.example)'],
    ['<a href="javascript:alert(1)">Go</a> <i>on</i>', 'Go _on_'],
    ['Tom &amp; Ana &lt;3 <b>&#8364;&#x20AC;&nbsp;5</b>', 'Tom & Ana <3 *€€ 5*'],
    ['Hi <img alt="👋" src="wave.png"> <b>there</b><img alt="A long description" src="x">', 'Hi 👋 *there*'],
    ['<style>b { color: red }</style><script>x = "<b>"</script><b>Only this</b>', '*Only this*'],
    [
      '<span style="font-weight: 700">Bold</span> and <span style="font-style:italic">not</span>',
      '*Bold* and _not_',
    ],
    ['<span style="text-decoration: line-through">Old</span>', '~Old~'],
    [
      '<table><tr><th>Bowl</th><td>38</td></tr><tr><td>Cup</td><td>12</td></tr></table>',
      '*Bowl*\t38\nCup\t12',
    ],
    ['<b>\n  Spaced   out\n</b>', '*Spaced out*'],
    ['<p>Line <b>one</p><p>unclosed', 'Line *one*\n\nunclosed'],
  ])('%s', (markup, text) => {
    expect(pastedText(markup, '')).toBe(text);
  });

  it('text without any format is inserted by the browser', () => {
    expect(pastedText('<p>Just words</p>', 'Just words')).toBeNull();
    expect(pastedText('', 'Just words')).toBeNull();
  });
});

describe('a program that is pasted from', () => {
  it('Google Docs wraps everything in a tag that is not bold, and has no empty lines between paragraphs', () => {
    const markup = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700;white-space:pre-wrap;">Hours</span></p><p><span style="font-weight:400;">Nine to five</span></p><ul><li style="list-style-type:disc;"><p><span style="font-style:italic;">Monday</span></p></li></ul></b>`;
    expect(pastedText(markup, '')).toBe('*Hours*\nNine to five\n- _Monday_');
  });

  it('Word writes the bullets and numbers of a list as text', () => {
    const item = (marker: string, text: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>${text}<o:p></o:p></p>`;
    const markup = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style><!-- p {margin:0} --></style></head><body><!--StartFragment--><p class=MsoNormal><b>Bring</b>:</p>${item('·', 'a bowl')}${item('2.', 'a <b>cup</b>')}<!--EndFragment--></body></html>`;
    expect(pastedText(markup, '')).toBe('*Bring*:\n- a bowl\n2. a *cup*');
  });

  it('code from an editor keeps its indentation', () => {
    const markup = `<div style="font-family:Menlo;white-space:pre;"><div><span style="color:#a00">if</span> (a) {</div><div>  b <i>c</i></div></div>`;
    expect(pastedText(markup, '')).toBe('if (a) {\n  b _c_');
  });

  it.each([
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><b>x</b>',
    '<google-sheets-html-origin><b>x</b>',
  ])('cells of a spreadsheet are inserted by the browser: %s', (markup) => {
    expect(pastedText(markup, 'x')).toBeNull();
  });
});

describe('any markup', () => {
  const piece = fc.constantFrom(
    '<b>',
    '</b>',
    '<i>',
    '<p>',
    '</p>',
    '<ul>',
    '<li>',
    '</ul>',
    '<a href="https://a.example">',
    '</a>',
    '<pre>',
    '</pre>',
    '<',
    '>',
    '&amp;',
    '&#0;',
    '&#xd800;',
    '<!--',
    '-->',
    '"',
    "'",
    'word',
    ' ',
    '\n',
    '<blockquote>',
    '<script>',
    '<td>',
  );

  it('gives a text without tags, and never fails', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pastedText(pieces.join(''), '') ?? '';
        expect(text).not.toMatch(/<\/?(b|i|p|ul|li|a|pre)\b[^<]*>/);
      }),
    );
  });

  it('is read in a time that grows with its length only', () => {
    const markup = '<b>a'.repeat(50_000);
    expect(pastedText(markup, '')?.length).toBeGreaterThan(0);
  });
});
