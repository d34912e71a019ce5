import type { FailureWords } from '../en/failures.ts';

export const words: FailureWords = {
  admin_only: 'Seul un administrateur peut le faire. Demandez à quelqu’un de votre équipe.',
  agent_not_found: 'Cette personne n’est plus dans l’équipe.',
  already_assigned:
    'Cette discussion est attribuée à quelqu’un d’autre. Prenez le relais, ou laissez-la-lui.',
  already_connected:
    'Ce numéro est déjà connecté. Ouvrez-le dans les réglages, ou supprimez-le d’abord là-bas.',
  answered_meanwhile: 'Quelqu’un d’autre a répondu entre-temps. Lisez d’abord ce qui a été écrit.',
  app_unknown:
    'Meta ne dit pas de quelle application est le jeton d’accès, et une photo s’envoie pour une application. Saisissez le jeton d’un utilisateur système.',
  block_failed: 'WhatsApp n’a pas appliqué le changement. Réessayez dans un instant.',
  blocked: 'Ce client est bloqué. Débloquez-le pour lui écrire.',
  body_too_large: 'C’est trop volumineux. Envoyez moins à la fois.',
  connection_refused: 'Le numéro ne peut pas être connecté ainsi.',
  conversation_not_found: 'Cette discussion n’existe plus.',
  changed_meanwhile:
    'Il s’est passé quelque chose entre-temps dans cette discussion. Regardez-la, puis décidez de nouveau.',
  customer_wrote: 'Le client a écrit entre-temps. Lisez, puis décidez de nouveau.',
  device_not_found: 'Cet appareil n’est plus dans la liste.',
  event_not_found: 'Cet événement n’est plus conservé.',
  file_not_found: 'Cette réponse enregistrée n’a pas de fichier.',
  group_not_mergeable: 'Les groupes ne peuvent pas être fusionnés.',
  inbox_not_found: 'Ce numéro n’est plus ici.',
  internal:
    'Un problème est survenu dans la boîte de réception. Réessayez ; si cela dure, prévenez un administrateur.',
  invalid_content: 'WhatsApp n’accepte pas le message ainsi.',
  invalid_input: 'Une information manque ou n’est pas correcte. Vérifiez, puis réessayez.',
  invalid_phone:
    'Ce n’est pas un numéro de téléphone. Écrivez-le avec l’indicatif du pays : +33 6 12 34 56 78.',
  invitation_over:
    'Cette invitation a déjà servi ou n’est plus valable. Demandez-en une autre à un administrateur.',
  label_exists: 'Une étiquette porte déjà ce nom.',
  label_not_found: 'Cette étiquette n’existe plus.',
  last_admin: 'C’est le seul administrateur. Nommez d’abord quelqu’un d’autre.',
  media_empty: 'Le fichier est vide. Choisissez-en un autre.',
  media_gone: 'WhatsApp n’a plus ce fichier. Demandez au client de l’envoyer de nouveau.',
  media_not_failed: 'Seul un fichier qui n’a pas pu être récupéré peut être redemandé.',
  media_not_found: 'Le fichier n’est plus conservé.',
  media_too_large: 'Le fichier est trop volumineux pour WhatsApp.',
  media_type: 'WhatsApp n’accepte pas ce type de fichier ici.',
  file_not_stored: 'Le téléchargement a été interrompu, le fichier n’a donc pas été enregistré. Réessayez.',
  media_unreachable: 'Le fichier n’a pas pu être chargé depuis WhatsApp. Réessayez.',
  merged_meanwhile: 'Ce client a été fusionné avec un autre. Consultez-le, puis recommencez.',
  message_not_found: 'Ce message n’existe plus.',
  meta_busy: 'WhatsApp ne peut pas le faire pour le moment. Réessayez dans un instant.',
  meta_unreachable: 'WhatsApp n’a pas répondu. Regardez si le changement est arrivé, puis réessayez.',
  nested_too_deep: 'Ces données sont imbriquées trop profondément.',
  no_bucket:
    'Cette installation ne garde pas de fichiers, une réponse enregistrée ne peut donc pas en avoir. Activez R2 dans Cloudflare et déployez de nouveau, ou mettez un lien dans le texte.',
  no_phone: 'WhatsApp bloque par numéro de téléphone, et ce client ne montre pas le sien.',
  not_blockable:
    'WhatsApp ne bloque que les clients qui ont écrit ces dernières 24 heures. Attendez un nouveau message.',
  not_confirmed: 'Le texte saisi ne correspond pas. Rien n’a été supprimé.',
  not_failed: 'Vous ne pouvez renvoyer que les messages en échec ou non confirmés depuis dix minutes.',
  not_replayable: 'Cet événement ne peut pas être relu.',
  not_scheduled: 'Seul un message programmé peut être annulé. Celui-ci est en cours d’envoi ou déjà envoyé.',
  number_disabled: 'Ce numéro est désactivé.',
  number_not_allowed:
    'Vous ne pouvez pas voir ce numéro. Un administrateur peut l’autoriser dans les réglages de l’équipe.',
  no_recipient: 'Impossible d’écrire dans cette discussion. Ici, les groupes se lisent seulement.',
  opted_out: 'Le client s’est désinscrit des messages marketing. Ne lui envoyez que ce qu’il a demandé.',
  origin_not_allowed:
    'Ce site ne peut pas ouvrir la boîte de réception. Un administrateur peut l’autoriser dans les réglages.',
  other_origin: 'Cette session est celle des pages d’un autre site. Connectez-vous sur celui-ci.',
  own_pages_only: 'Cela ne se fait que sur la page de la boîte de réception elle-même, /console/.',
  part_before_failed:
    'La partie précédente n’a pas été envoyée ou n’est pas confirmée. Renvoyez-la ; ce message suivra automatiquement.',
  passkey_known: 'Cette clé d’accès sert déjà à quelqu’un. Créez-en une autre.',
  passkey_not_found: 'Cette clé d’accès n’existe plus.',
  passkey_refused: 'La clé d’accès n’a pas pu être vérifiée, ou cela a pris trop de temps. Réessayez.',
  photo_empty: 'Le fichier est vide. Choisissez-en un autre.',
  photo_not_found: 'Ce numéro n’a pas de photo de profil.',
  photo_too_large: 'WhatsApp prend au plus 5 Mo comme photo de profil. Réduisez-la.',
  photo_too_small: 'Une photo de profil doit avoir au moins 192 × 192 pixels. Choisissez-en une plus grande.',
  photo_type: 'WhatsApp prend JPEG ou PNG comme photo de profil. Convertissez-la.',
  refused_by_meta: 'WhatsApp l’a refusé.',
  reply_not_found: 'Cette réponse enregistrée n’existe plus.',
  same_conversation: 'Les deux discussions sont déjà fusionnées.',
  short_link_not_found: 'Ce lien court n’existe plus.',
  shortcut_taken: 'Une autre réponse enregistrée a ce raccourci. Choisissez-en un autre.',
  sign_in_required: 'Vous avez été déconnecté. Reconnectez-vous.',
  signup_not_found: 'Cette connexion n’est plus valable. Recommencez.',
  signup_not_set_up: 'La connexion avec Facebook n’est pas configurée sur cette installation.',
  templates_unreachable: 'Les modèles n’ont pas pu être chargés depuis WhatsApp. Réessayez.',
  token_not_found: 'Ce jeton d’API n’existe plus.',
  too_many_attempts: 'Trop de tentatives erronées. Réessayez dans une minute.',
  too_many_checks: 'Meta a été interrogée trop souvent. Réessayez dans une minute.',
  too_many_devices: 'Vingt de vos appareils reçoivent déjà des notifications. Retirez-en un d’abord.',
  too_many_invitations: 'Cent invitations sont en attente. Retirez-en quelques-unes.',
  too_many_labels: 'Il y a deux cents étiquettes. Retirez-en une qui ne sert pas.',
  too_many_passkeys: 'Vous avez vingt clés d’accès. Retirez-en une dont vous n’avez pas besoin.',
  too_many_replies: 'Il y a cinq cents réponses enregistrées. Retirez-en quelques-unes.',
  too_many_requests: 'Trop de requêtes à la fois. Réessayez dans une minute.',
  too_many_tokens: 'Il y a cinquante jetons d’API. Révoquez-en un qui ne sert pas.',
  unknown_passkey:
    'Cette clé d’accès n’est pas connue ici. Utilisez-en une autre, ou demandez à un administrateur de vous inviter de nouveau.',
  upload_failed: 'WhatsApp n’a pas accepté le fichier. Réessayez.',
  upload_not_found: 'Le fichier envoyé n’est plus là. Envoyez-le de nouveau.',
  window_closed:
    'Le client a écrit pour la dernière fois il y a plus de 24 heures. Envoyez un modèle approuvé, ou attendez qu’il écrive de nouveau.',
  wrong_setup_token: 'Ce n’est pas le jeton d’installation (SETUP_TOKEN) de ce déploiement.',
  handshake_failed:
    'L’adresse n’a pas répondu à la vérification de Meta. Contrôlez l’adresse et le jeton de vérification.',
  invalid_address: 'Une adresse ressemble à https://example.com/webhook, sans nom ni mot de passe.',
  no_app_secret:
    'Le numéro n’a pas de clé secrète de l’application pour signer. Ajoutez-la au numéro ou à ce webhook.',
  own_address: 'C’est l’adresse de ce Worker. Saisissez celle de votre programme.',
  private_address:
    'Seuls des noms de l’internet public conviennent, pas d’adresses IP ni de noms privés. Pour un serveur de votre réseau, créez un Cloudflare Tunnel.',
  too_many_webhooks: 'Il y a déjà 20 webhooks. Supprimez-en un qui ne sert plus.',
  verify_token_needed:
    'Saisissez le jeton de vérification avec la nouvelle adresse : elle doit répondre à la vérification de Meta.',
  webhook_not_found: 'Ce webhook n’existe plus.',
  webhook_overlaps:
    'Un autre webhook envoie déjà certains de ces événements à la même adresse. Modifiez-le, ou choisissez d’autres événements ou numéros.',
  automation_off: 'L’automatisation est désactivée dans cette discussion, l’équipe répond donc déjà.',
  no_bot: 'Ce numéro n’a pas de bot. Un administrateur peut en choisir un dans ses réglages.',
  webhook_without_messages:
    'Ce webhook ne reçoit pas les messages des clients. Ajoutez message.received à ses événements, ou messages à ses champs.',
};
