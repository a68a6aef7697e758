import { ActionIcon, CloseButton, Textarea, VisuallyHidden } from '@mantine/core';
import { IconCamera, IconSend } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Photo } from './api.ts';

interface Props {
  draft: string;
  onSend: (text: string, photo: Photo | null) => Promise<void>;
}

interface Picked {
  file: File;
  url: string;
}

/** Text and a photo, sent together. */
export function Composer({ draft, onSend }: Props) {
  const [text, setText] = useState(draft);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const ready = !sending && (text.trim() !== '' || picked !== null);

  const send = async () => {
    if (!ready) return;
    setSending(true);
    setProblem(null);
    // Empty at once, as on a phone; what could not be sent comes back.
    setText('');
    try {
      await onSend(text.trim(), picked && (await readPhoto(picked.file)));
      clearPhoto();
    } catch (error) {
      setText(text);
      setProblem((error as Error).message);
    } finally {
      setSending(false);
    }
  };
  const pick = (file: File | null) => {
    if (picked) URL.revokeObjectURL(picked.url);
    setPicked(file && { file, url: URL.createObjectURL(file) });
  };
  const clearPhoto = () => {
    pick(null);
    if (picker.current) picker.current.value = '';
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <p role="alert" className="notice">
          {problem}
        </p>
      )}
      {picked && <Preview picked={picked} onRemove={clearPhoto} />}
      <div className="composer-row">
        <label className="attach">
          <IconCamera size={20} aria-hidden="true" />
          <VisuallyHidden>Photo</VisuallyHidden>
          <input
            ref={picker}
            type="file"
            accept="image/*"
            onChange={(event) => pick(event.currentTarget.files?.[0] ?? null)}
          />
        </label>
        <Textarea
          className="grow"
          aria-label="Message"
          placeholder="Message"
          autosize
          minRows={1}
          maxRows={4}
          radius="lg"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <ActionIcon type="submit" size={38} radius="xl" aria-label="Send" disabled={!ready} loading={sending}>
          <IconSend size={18} />
        </ActionIcon>
      </div>
    </form>
  );
}

function Preview({ picked, onRemove }: { picked: Picked; onRemove: () => void }) {
  return (
    <div className="preview">
      <img src={picked.url} alt="" />
      <span className="grow">{picked.file.name}</span>
      <CloseButton aria-label="Remove photo" onClick={onRemove} />
    </div>
  );
}

function readPhoto(file: File): Promise<Photo> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const base64 = (reader.result as string).split(',')[1] ?? '';
      resolve({ mimeType: file.type || 'image/jpeg', base64 });
    });
    reader.addEventListener('error', () => reject(new Error('The photo could not be read.')));
    reader.readAsDataURL(file);
  });
}
