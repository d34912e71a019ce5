/** What `custom-elements.json` says: only what a page can use. The analyzer takes in more, as it reads code and not types. */
export default {
  globs: ['widget/message-us/*.ts', 'widget/agent-console/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [{ name: 'public-only', packageLinkPhase: keepPublic }],
};

function keepPublic({ customElementsManifest }) {
  for (const { declarations = [] } of customElementsManifest.modules) {
    for (const declaration of declarations) {
      const { events, attributes, members = [] } = declaration;
      const isHidden = ({ privacy = 'public' }) => privacy !== 'public';
      const hidden = new Set(members.filter(isHidden).map(({ name }) => name));
      // Every dispatchEvent() is taken for an event of the element, by whatever its first argument is called.
      if (events) declaration.events = events.filter(({ name, description }) => name && description);
      // Lit's inner state is declared like an attribute.
      if (attributes) declaration.attributes = attributes.filter(({ fieldName }) => !hidden.has(fieldName));
    }
  }
}
