import { tokenValue } from './colours.ts';

/** Sharp on screens with two pixels a point. */
const SCALE = 2;
const PAD = 24;
const TITLE_HEIGHT = 44;

/** What styles the shapes of a drawing from the page's style sheets, to be written into the picture. */
const WRITTEN = ['fill', 'stroke', 'font-size', 'font-weight', 'font-family', 'opacity'] as const;

/** A copy of a drawing that looks the same without the page around it. */
function standalone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll('*')];
  for (const [index, node] of [...copy.querySelectorAll('*')].entries()) {
    const original = originals[index];
    if (!original || original.getAttribute('class') === null) continue;
    const style = getComputedStyle(original);
    for (const name of WRITTEN) node.setAttribute(name, style.getPropertyValue(name));
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return copy;
}

async function loaded(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}

/** Draws a chart with its title as a PNG; null when the browser cannot. */
export async function pictureOf(svg: SVGSVGElement, title: string, unit: string): Promise<Blob | null> {
  const { width, height } = svg.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * PAD) * SCALE;
  canvas.height = (height + 2 * PAD + TITLE_HEIGHT) * SCALE;
  const paper = canvas.getContext('2d');
  if (!paper) return null;
  const copy = standalone(svg);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = await loaded(copy);
  const family = getComputedStyle(document.body).fontFamily;
  paper.scale(SCALE, SCALE);
  paper.fillStyle = tokenValue('--color-surface');
  paper.fillRect(0, 0, width + 2 * PAD, height + 2 * PAD + TITLE_HEIGHT);
  paper.fillStyle = tokenValue('--color-text');
  paper.font = `600 15px ${family}`;
  paper.fillText(title, PAD, PAD + 12, width);
  paper.fillStyle = tokenValue('--color-text-3');
  paper.font = `12px ${family}`;
  paper.fillText(unit, PAD, PAD + 31, width);
  paper.drawImage(image, PAD, PAD + TITLE_HEIGHT, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
