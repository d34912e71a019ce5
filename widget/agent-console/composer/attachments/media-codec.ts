import { BlobSource, Input, MP3, MP4, OGG, WEBM } from 'mediabunny';
import { strings } from '../../../locales/strings.ts';

/**
 * Why WhatsApp would not play a video or an audio file, though it takes the type: a video must be H.264 with AAC or
 * without sound, OGG must hold Opus. Null when nothing speaks against it. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media#supported-media-types
 */
export async function codecProblem(file: File): Promise<string | null> {
  const input = new Input({ source: new BlobSource(file), formats: [MP4, OGG, MP3, WEBM] });
  try {
    const [video, audio] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
    if (file.type.startsWith('video/')) {
      const isPlayable = video?.codec === 'avc' && (audio === null || audio.codec === 'aac');
      return isPlayable ? null : strings.videoCodec;
    }
    return file.type.startsWith('audio/ogg') && audio?.codec !== 'opus' ? strings.audioCodec : null;
  } catch {
    // WhatsApp decides about formats that cannot be read here, such as AMR.
    return null;
  }
}
