import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  yourNameHint: 'Votre équipe le voit à côté de vos réponses et de vos notes.',
  yourName: 'Votre nom',
  noPasskeyYet: (page) =>
    `Personne n’a encore de clé d’accès. Un administrateur se connecte d’abord sur ${page} avec le jeton d’installation.`,
  setupTokenHint: 'Le SETUP_TOKEN de cette installation.',
  firstSignIn:
    'Connectez-vous la première fois avec le jeton d’installation. Créez ensuite votre clé d’accès.',
  signInWithPasskey: 'Se connecter avec une clé d’accès',
  withSetupToken: 'Utiliser le jeton d’installation',
  signInHint: 'Avec votre empreinte, votre visage ou votre code.',
  signInWindow: 'Une fenêtre de la boîte de réception s’ouvre pour vous connecter.',
  windowBlocked: 'Le navigateur a bloqué la fenêtre. Autorisez-la, puis réessayez.',
  welcome: (name) => `Bienvenue, ${name}`,
  joinHint: 'Créez une clé d’accès sur cet appareil. Elle remplace le mot de passe : rien à retenir.',
  pictureHint:
    'Ajoutez une photo pour que votre équipe vous reconnaisse. Vous pourrez aussi le faire plus tard dans les réglages.',
  openInbox: 'Ouvrir la boîte de réception',
  passkeyCancelled:
    'Annulé ou délai dépassé. Première visite ? Utilisez le jeton d’installation ou demandez une invitation.',
  passkeyKnown: 'Cet appareil a déjà une clé d’accès pour la boîte de réception.',
  noOpener: 'Fermez cette fenêtre et appuyez de nouveau sur « Se connecter » sur la page d’où vous venez.',
  siteNotAllowed: (origin) =>
    `${origin} ne peut pas afficher la boîte de réception. Demandez à un administrateur de l’autoriser dans les réglages : la tentative y figure.`,
  teamInbox: 'Boîte de réception de l’équipe',
  setupToken: 'Jeton d’installation',
  signIn: 'Se connecter',
};
