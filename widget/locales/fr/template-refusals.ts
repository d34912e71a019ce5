import type { RefusalWords } from '../worker-texts/template-refusals.ts';

export const words: RefusalWords = {
  name_exists: {
    summary: 'Il y a déjà un modèle de ce nom dans cette langue.',
    advice: 'Modifiez ce modèle ou choisissez un autre nom.',
  },
  name_deleted: {
    summary: 'Un modèle de ce nom a été supprimé, et Meta bloque le nom jusqu’à 30 jours.',
    advice: 'Choisissez un autre nom.',
  },
  account_full: {
    summary: 'Ce compte a autant de modèles que Meta le permet.',
    advice: 'Supprimez ceux que vous n’utilisez pas. Une entreprise vérifiée peut en avoir plus.',
  },
  too_long: { summary: 'Un texte est trop long pour Meta.', advice: 'Raccourcissez-le.' },
  header: { summary: 'Meta n’accepte pas l’en-tête.', advice: 'Vérifiez son texte et son exemple.' },
  body: { summary: 'Meta n’accepte pas le message.', advice: 'Vérifiez ses variables et leurs exemples.' },
  footer: {
    summary: 'Meta n’accepte pas le pied de page.',
    advice: 'Retirez les variables, les emojis et les sauts de ligne.',
  },
  few_words: {
    summary: 'Le message a trop peu de mots pour ses variables.',
    advice: 'Écrivez plus de texte ou utilisez moins de variables.',
  },
  edge_variable: {
    summary: 'Le message commence ou finit par une variable.',
    advice:
      'Écrivez quelques mots avant la première et après la dernière variable. La ponctuation ne compte pas.',
  },
  variable_order: {
    summary: 'Les variables ne sont pas numérotées à partir de 1 sans trou.',
    advice: 'Numérotez-les de nouveau.',
  },
  example_missing: { summary: 'Il manque un exemple.', advice: 'Saisissez un exemple pour chaque variable.' },
  file_missing: {
    summary: 'Le fichier d’exemple manque, ou Meta ne l’a plus.',
    advice: 'Envoyez de nouveau le fichier.',
  },
  url: { summary: 'Meta n’accepte pas l’adresse d’un bouton.', advice: 'Vérifiez l’adresse.' },
  whatsapp_link: {
    summary: 'Meta n’accepte pas de lien vers WhatsApp dans un bouton.',
    advice: 'Utilisez une réponse rapide ou un bouton d’appel.',
  },
  phone: {
    summary: 'Meta n’accepte pas le numéro de téléphone d’un bouton.',
    advice: 'Écrivez-le avec son indicatif de pays.',
  },
  not_editable: {
    summary: 'Meta n’accepte pas de modification pour l’instant.',
    advice:
      'Un modèle en cours d’examen ne peut pas être modifié. Un modèle approuvé peut l’être une fois par jour et dix fois en 30 jours.',
  },
  sample: {
    summary: 'C’est un des exemples de Meta, qui ne peuvent être ni modifiés ni supprimés.',
    advice: 'Créez votre propre modèle.',
  },
  business_unverified: {
    summary: 'Meta n’accepte de modèles d’authentification que d’entreprises vérifiées.',
    advice: 'Vérifiez votre entreprise dans Meta Business Suite.',
  },
  not_created: {
    summary: 'Meta n’a pas pu créer le modèle.',
    advice: 'Formulez-le autrement ou réessayez plus tard.',
  },
  no_permission: {
    summary: 'Le jeton d’accès ne peut pas gérer les modèles.',
    advice: 'Donnez à son utilisateur système le droit whatsapp_business_management pour ce compte.',
  },
  too_many_requests: {
    summary: 'Il y a eu trop de requêtes pour ce compte.',
    advice: 'Attendez une heure et réessayez.',
  },
  policy: {
    summary: 'Meta a bloqué cela pour ce compte.',
    advice: 'Demandez à l’assistance pour les entreprises de Meta.',
  },
  gone: { summary: 'Meta n’a plus ce modèle.', advice: 'Rechargez la liste.' },
};
