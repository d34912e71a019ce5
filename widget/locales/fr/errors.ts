import type { ErrorWords } from '../worker-texts/errors.ts';

export const words: ErrorWords = {
  10: {
    title: 'L’application n’a pas le droit de faire cela.',
    advice:
      'Demandez à un administrateur de donner à l’utilisateur système du jeton d’accès le contrôle total du compte WhatsApp, et à l’application l’autorisation whatsapp_business_messaging.',
  },
  33: {
    title: 'WhatsApp ne connaît pas ce numéro, ou le jeton d’accès ne peut pas le voir.',
    advice:
      'Demandez à un administrateur de vérifier l’identifiant du numéro de téléphone et que le jeton d’accès est bien celui de son compte.',
  },
  104: {
    title: 'Meta veut une preuve de la clé secrète de l’application à chaque requête.',
    advice:
      'Demandez à un administrateur de saisir la clé secrète de l’application dans les réglages de ce numéro.',
  },
  190: {
    title: 'Le jeton d’accès n’est plus valable.',
    advice: 'Demandez à un administrateur de coller un nouveau jeton d’accès dans les réglages de ce numéro.',
  },
  368: {
    title: 'Meta restreint cette entreprise pour non-respect d’une règle.',
    advice: 'Demandez à un administrateur de regarder les infractions dans le Gestionnaire WhatsApp.',
  },
  80007: {
    title: 'Trop de requêtes ont été faites à Meta.',
    advice: 'Le message n’y est pour rien ; attendez quelques minutes et réessayez.',
  },
  130403: {
    title: 'Le numéro envoie plus de messages que WhatsApp ne le permet.',
    advice: 'Attendez, puis renvoyez-le.',
  },
  130429: {
    title: 'Le numéro envoie plus de messages par seconde que WhatsApp ne le permet.',
    advice: 'Le message n’y est pour rien ; réessayez dans un instant.',
  },
  130472: {
    title: 'WhatsApp a retenu ce message marketing : le client fait partie d’une expérience.',
    advice: 'Il ne sera pas remis. Attendez que le client écrive, ou joignez-le autrement.',
  },
  130497: {
    title: 'Cette entreprise ne peut pas écrire aux clients de ce pays.',
    advice: 'Consultez les règles de WhatsApp pour ce pays et pour la catégorie de l’entreprise.',
  },
  131000: {
    title: 'WhatsApp a un problème de son côté.',
    advice: 'Le message n’y est pour rien ; réessayez dans quelques minutes.',
  },
  131009: {
    title: 'WhatsApp n’accepte pas le message sous cette forme.',
    advice: 'Regardez les détails, modifiez le message et envoyez-le de nouveau.',
  },
  131021: {
    title: 'Le message est adressé au numéro même qui l’envoie.',
    advice: 'Choisissez un autre destinataire.',
  },
  131026: {
    title: 'WhatsApp ne peut rien remettre à ce client.',
    advice:
      'Le client n’est peut-être pas sur WhatsApp, utilise une ancienne version, n’a pas accepté les conditions ou vous a bloqué ; Meta ne dit pas lequel. Joignez-le autrement.',
  },
  131030: {
    title: 'Le destinataire n’est pas dans la liste de ce numéro de test.',
    advice:
      'Ajoutez le téléphone à la liste des destinataires dans l’application Meta, ou utilisez un numéro à vous.',
  },
  131031: {
    title: 'Meta a verrouillé ce compte WhatsApp.',
    advice: 'Demandez à un administrateur de regarder le compte dans le Gestionnaire WhatsApp.',
  },
  131037: {
    title: 'Le nom affiché du numéro n’est pas approuvé.',
    advice: 'Demandez à un administrateur de faire approuver un nom affiché dans le Gestionnaire WhatsApp.',
  },
  131042: {
    title: 'Meta ne peut pas facturer ce message à l’entreprise.',
    advice: 'Demandez à un administrateur de corriger le moyen de paiement du compte WhatsApp.',
  },
  131045: {
    title: 'Le numéro n’est pas enregistré auprès de WhatsApp.',
    advice: 'Demandez à un administrateur d’enregistrer le numéro.',
  },
  131047: {
    title: 'Plus de 24 heures ont passé depuis que le client a écrit.',
    advice: 'Envoyez un modèle, ou attendez que le client écrive.',
  },
  131048: {
    title: 'WhatsApp limite ce numéro, car trop de clients l’ont bloqué ou signalé.',
    advice:
      'Envoyez moins, et seulement aux clients qui s’y attendent ; regardez la qualité dans le Gestionnaire WhatsApp.',
  },
  131049: {
    title: 'WhatsApp a retenu ce message marketing : le client en a assez reçu.',
    advice: 'Ne le renvoyez pas dans les 24 heures. Dès que le client écrit, tout message est possible.',
  },
  131050: {
    title: 'Le client ne veut pas de messages marketing.',
    advice: 'N’en envoyez aucun tant qu’il ne les autorise pas de nouveau.',
  },
  131051: {
    title: 'WhatsApp ne prend pas en charge ce type de message.',
    advice: 'Envoyez-le sous un autre type. S’il a été reçu, il ne peut se lire que sur un téléphone.',
  },
  131052: {
    title: 'WhatsApp n’a pas pu récupérer le fichier du client.',
    advice: 'Demandez au client de l’envoyer de nouveau.',
  },
  131053: {
    title: 'WhatsApp n’a pas pu prendre le fichier.',
    advice:
      'Comparez son type et sa taille aux limites de WhatsApp, vérifiez que son lien est accessible, puis envoyez-le de nouveau.',
  },
  131056: {
    title: 'Trop de messages à ce client en peu de temps.',
    advice: 'Le message n’y est pour rien ; réessayez dans quelques secondes.',
  },
  131057: {
    title: 'Le compte WhatsApp est en maintenance.',
    advice: 'Le message n’y est pour rien ; réessayez plus tard.',
  },
  131060: {
    title: 'Le message n’est plus disponible.',
    advice: 'Demandez au client de l’envoyer de nouveau.',
  },
  131062: {
    title: 'Ce type de message exige un numéro de téléphone, et le client cache le sien.',
    advice: 'Demandez au client son numéro de téléphone, ou envoyez un autre type de message.',
  },
  132000: {
    title: 'Les valeurs ne correspondent pas au modèle.',
    advice: 'Remplissez chaque variable du modèle sous la forme voulue, puis envoyez-le de nouveau.',
  },
  132001: {
    title: 'Il n’y a pas de modèle approuvé de ce nom dans cette langue.',
    advice: 'Choisissez un modèle approuvé, ou attendez que celui-ci le soit.',
  },
  132005: {
    title: 'Le modèle est trop long une fois ses variables remplies.',
    advice: 'Utilisez des valeurs plus courtes.',
  },
  132007: {
    title: 'Le modèle enfreint une règle de WhatsApp.',
    advice: 'Modifiez le modèle dans le Gestionnaire WhatsApp, ou choisissez-en un autre.',
  },
  132015: {
    title: 'WhatsApp a suspendu ce modèle à cause de sa faible qualité.',
    advice: 'Choisissez un autre modèle, ou attendez la fin de la suspension.',
  },
  132016: {
    title: 'WhatsApp a désactivé ce modèle à cause de sa faible qualité.',
    advice: 'Créez un nouveau modèle avec un autre contenu.',
  },
  132018: {
    title: 'Une valeur du modèle n’est pas autorisée.',
    advice:
      'Retirez des valeurs les retours à la ligne, les tabulations et les suites de plus de quatre espaces, remplissez chaque variable, puis envoyez-le de nouveau.',
  },
  132068: {
    title: 'Le Flow est bloqué.',
    advice: 'Demandez à un administrateur de corriger le Flow dans le Gestionnaire WhatsApp.',
  },
  132069: {
    title: 'Le Flow a été envoyé trop souvent cette heure-ci.',
    advice: 'Envoyez-le de nouveau plus tard.',
  },
  133000: {
    title: 'Un retrait précédent de ce numéro n’est pas terminé.',
    advice: 'Désenregistrez de nouveau le numéro, puis enregistrez-le.',
  },
  133005: {
    title: 'Le code PIN de la vérification en deux étapes est faux.',
    advice: 'Saisissez le code PIN de ce numéro, ou définissez-en un nouveau dans le Gestionnaire WhatsApp.',
  },
  133006: {
    title: 'Le numéro doit être vérifié avant d’être enregistré.',
    advice: 'Vérifiez le numéro par un code dans le Gestionnaire WhatsApp.',
  },
  133008: {
    title: 'Le code PIN a été essayé trop souvent.',
    advice: 'Attendez le temps indiqué dans les détails avant de réessayer.',
  },
  133015: {
    title: 'Le numéro a été retiré il y a peu.',
    advice: 'Attendez cinq minutes avant de l’enregistrer de nouveau.',
  },
  133016: {
    title: 'Ce numéro a été enregistré trop souvent en peu de temps.',
    advice: 'Attendez le temps indiqué dans les détails avant de l’enregistrer de nouveau.',
  },
  134011: {
    title: 'Les conditions des paiements WhatsApp ne sont pas acceptées.',
    advice: 'Demandez à un administrateur de les accepter dans le Gestionnaire WhatsApp.',
  },
  137000: {
    title: 'L’identité du client a changé depuis votre dernier message.',
    advice: 'Assurez-vous que c’est toujours la même personne, puis envoyez-le de nouveau.',
  },
  138006: {
    title: 'Le client n’a pas autorisé les appels.',
    advice: 'Demandez d’abord l’autorisation d’appeler.',
  },
  blocked: {
    title: 'Ce client est bloqué.',
    advice: 'Débloquez-le pour lui écrire, puis envoyez le message de nouveau.',
  },
  cancelled: { title: 'Annulé avant l’envoi.', advice: 'Modifiez-le, ou envoyez-le malgré tout.' },
  identity_changed: {
    title: 'Ce numéro appartient peut-être à quelqu’un d’autre maintenant.',
    advice: 'Assurez-vous de qui écrit, acceptez la nouvelle identité en haut, puis envoyez-le de nouveau.',
  },
  in_doubt: {
    title: 'WhatsApp n’a pas répondu, le message a donc peut-être été remis.',
    advice:
      'Il n’est pas renvoyé tout seul. Si aucune coche n’apparaît dans les dix minutes, vous pouvez le renvoyer.',
  },
  inbox_fault: {
    title: 'La boîte de réception a un problème de son côté.',
    advice:
      'Rien n’a été envoyé. Un nouvel essai se fait tout seul pendant un moment ; si cela dure, prévenez un administrateur.',
  },
  invalid_content: {
    title: 'WhatsApp ne prend plus un message comme celui-ci.',
    advice: 'Écrivez-le de nouveau.',
  },
  media_damaged: {
    title: 'Le fichier n’est pas arrivé entier.',
    advice: 'Réessayez ; si cela dure, demandez au client de l’envoyer encore une fois.',
  },
  media_gone: {
    title: 'WhatsApp n’a plus ce fichier.',
    advice: 'Demandez au client de l’envoyer encore une fois.',
  },
  media_unreachable: {
    title: 'Le fichier n’a pas pu être récupéré auprès de WhatsApp.',
    advice: 'Réessayez dans un instant.',
  },
  part_before_failed: {
    title: 'Pas envoyé, car la partie précédente n’est pas partie, ou peut-être pas.',
    advice:
      'Renvoyez la partie précédente, et celle-ci suit toute seule. Si l’autre est arrivée malgré tout, renvoyez celle-ci.',
  },
  no_longer_needed: { title: 'Pas envoyé, car la discussion a continué.', advice: 'Il n’y a rien à faire.' },
  no_reason: {
    title: 'WhatsApp dit que cela a échoué, mais pas pourquoi.',
    advice: 'Renvoyez-le, ou joignez le client autrement.',
  },
  no_recipient: {
    title: 'Il ne reste aucun identifiant pour écrire à ce client.',
    advice: 'Attendez que le client écrive de nouveau.',
  },
  files_off: {
    title: 'Ce numéro n’envoie pas de fichiers.',
    advice:
      'Écrivez plutôt un texte, ou demandez à un administrateur d’autoriser les fichiers dans les paramètres du numéro.',
  },
  number_disabled: {
    title: 'Ce numéro n’est pas connecté ou est désactivé.',
    advice: 'Demandez à un administrateur de l’activer, puis renvoyez le message.',
  },
  opted_out: {
    title: 'Le client ne veut pas de messages marketing.',
    advice: 'Ne lui envoyez que ce qu’il a demandé.',
  },
  paced: {
    title: 'En attente : limite de WhatsApp.',
    advice: 'WhatsApp ne prend qu’un certain nombre de messages à la fois. Il partira tout seul.',
  },
  held_for_quality: {
    title: 'En attente : WhatsApp vérifie la qualité de ce modèle.',
    advice:
      'WhatsApp envoie d’abord un modèle nouveau ou suspendu à quelques clients. Il envoie ensuite ce message, ou l’abandonne si les retours sont mauvais.',
  },
  scheduled: { title: 'En attente de son heure.', advice: 'Il peut être annulé jusque-là.' },
  upload_failed: {
    title: 'Le fichier n’a pas pu être remis à WhatsApp.',
    advice:
      'Rien n’a été envoyé. Un nouvel essai se fait tout seul pendant un moment ; ensuite, renvoyez-le.',
  },
  whatsapp_unreachable: {
    title: 'WhatsApp était injoignable.',
    advice:
      'Rien n’a été envoyé. Un nouvel essai se fait tout seul pendant un moment ; ensuite, renvoyez-le.',
  },
  window_closed: {
    title: 'La fenêtre de 24 heures s’est fermée avant que le message puisse partir.',
    advice: 'Envoyez un modèle approuvé, ou attendez que le client écrive de nouveau.',
  },
  unknown: {
    title: 'WhatsApp dit :',
    advice: 'Cherchez le code dans la liste des codes d’erreur WhatsApp de Meta.',
  },
  bot_paused: {
    title: 'Non envoyé, car une personne répond maintenant.',
    advice: 'Il n’y a rien à faire. Le bot pourra de nouveau écrire une fois relancé.',
  },
};
