import {
  BlobSource,
  BufferTarget,
  Conversion,
  Input,
  MP4,
  OGG,
  OggOutputFormat,
  Output,
  WEBM,
} from 'mediabunny';

/**
 * A browser's recording as WhatsApp wants a voice message: OGG with Opus, one channel. Opus from a WebM recording is
 * put into the other container as it is; anything else is encoded anew, where the browser can. Null: the recording ended
 * before the first sound.
 */
export async function toVoiceNote(recording: Blob): Promise<File | null> {
  if (recording.size === 0) return null;
  const input = new Input({ source: new BlobSource(recording), formats: [WEBM, MP4, OGG] });
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const conversion = await Conversion.init({ input, output, audio: { codec: 'opus', numberOfChannels: 1 } });
  if (!conversion.isValid) throw new Error('This recording cannot become OGG with Opus');
  await conversion.execute();
  if (!target.buffer) throw new Error('The conversion wrote no file');
  if (target.buffer.byteLength === 0) return null;
  return new File([target.buffer], 'voice.ogg', { type: 'audio/ogg; codecs=opus' });
}
