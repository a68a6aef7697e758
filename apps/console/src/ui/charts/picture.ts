/** What the page's style sheets say of a shape, and a picture by itself would not know. */
const drawn = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
];

function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, n) => {
    const style = getComputedStyle(originals[n]!);
    element.removeAttribute('class');
    element.removeAttribute('style');
    for (const name of drawn) element.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}

const margin = 24;
/** Sharp on screens with two points for one, and in print. */
const scale = 2;

/** The chart as it is on the screen, below its title and what it is of. */
export async function pictureOf(svg: SVGSVGElement, title: string, about: string): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal;
  const address = URL.createObjectURL(new Blob([standalone(svg, width, height)], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    const head = 62;
    canvas.width = (width + 2 * margin) * scale;
    canvas.height = (height + head + 2 * margin) * scale;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser draws no pictures');
    const page = getComputedStyle(document.body);
    const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);
    context.scale(scale, scale);
    context.fillStyle = colour('--sl-surface');
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = colour('--sl-text');
    context.font = `650 18px ${page.fontFamily}`;
    context.fillText(title, margin, margin + 16, width);
    context.fillStyle = colour('--sl-muted');
    context.font = `13px ${page.fontFamily}`;
    context.fillText(about, margin, margin + 38, width);
    context.drawImage(image, margin, margin + head, width, height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
