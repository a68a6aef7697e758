let audio: AudioContext | undefined;

/** Two short tones, made here: nothing is fetched, nothing can be missing. Browsers allow it after the first click. */
export function ring(): void {
  audio ??= new AudioContext();
  const start = () => {
    const now = audio!.currentTime;
    for (const [at, pitch] of [
      [0, 660],
      [0.13, 880],
    ] as const) {
      const tone = new OscillatorNode(audio!, { type: 'sine', frequency: pitch });
      const volume = new GainNode(audio!, { gain: 0 });
      volume.gain.setValueAtTime(0, now + at);
      volume.gain.linearRampToValueAtTime(0.18, now + at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, now + at + 0.24);
      tone.connect(volume).connect(audio!.destination);
      tone.start(now + at);
      tone.stop(now + at + 0.26);
    }
  };
  if (audio.state === 'suspended') audio.resume().then(start, () => undefined);
  else start();
}
