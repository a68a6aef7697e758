import type { CarriedFiles } from './contract/index.js';

const MB = 1024 * 1024;

/** What WhatsApp carries, whoever brings it there (providers.md 3.9); no caption below audio. */
export function whatsappFiles(most: { caption: number; document: number; documentCaption: number }): CarriedFiles[] {
  return [
    { kind: 'image', mimeTypes: ['image/jpeg', 'image/png'], maxBytes: 5 * MB, maxCaption: most.caption },
    { kind: 'video', mimeTypes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB, maxCaption: most.caption },
    {
      kind: 'document',
      mimeTypes: ['application/pdf'],
      maxBytes: most.document * MB,
      maxCaption: most.documentCaption,
    },
    {
      kind: 'audio',
      mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
      maxBytes: 16 * MB,
      maxCaption: 0,
    },
  ];
}
