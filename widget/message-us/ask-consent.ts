const close: Record<string, string> = {
  es: 'Cerrar',
  pt: 'Fechar',
  fr: 'Fermer',
  de: 'Schließen',
  ar: 'إغلاق',
  hi: 'बंद करें',
  id: 'Tutup',
};

/**
 * Asks for a required consent when the files that show it otherwise have not loaded. The button that agrees says what it
 * does: it has the label of the button on the page.
 */
export function askConsent(
  { shadowRoot }: Element,
  text: string,
  { label, language }: { label: string; language: string },
): Promise<boolean> {
  const make = (tag: 'button' | 'div' | 'dialog' | 'p') => document.createElement(tag);
  // Where the styles of the button apply.
  const [box, question, agree, leave] = [make('div'), make('p'), make('button'), make('button')];
  const dialog = document.createElement('dialog');
  question.id = 'ask';
  question.textContent = text;
  agree.textContent = label;
  leave.textContent = close[language.slice(0, 2).toLowerCase()] ?? 'Close';
  agree.onclick = () => dialog.close('yes');
  leave.onclick = () => dialog.close();
  dialog.setAttribute('aria-labelledby', 'ask');
  dialog.append(question, agree, leave);
  box.append(dialog);
  shadowRoot?.append(box);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      box.remove();
      resolve(dialog.returnValue === 'yes');
    };
  });
}
