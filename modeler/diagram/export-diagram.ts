import type Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import { download } from '../frame/download.ts';

export type Kind = 'xml' | 'svg' | 'png';
const scale = 2;

function loaded(svg: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the browser does not draw this picture'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}

async function pictureOf(svg: string): Promise<Blob> {
  const image = await loaded(svg);
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the browser has no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)));
  });
}

async function contentOf(modeler: Modeler, kind: Kind): Promise<Blob> {
  if (kind === 'xml') return new Blob([(await modeler.saveXML({ format: true })).xml ?? '']);
  const { svg } = await modeler.saveSVG();
  return kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : pictureOf(svg);
}

/** Hands the diagram to the browser's downloads: as a file for the engine, or as a picture. */
export async function exportDiagram(modeler: Modeler, name: string, kind: Kind): Promise<void> {
  const stem = name.replace(/\.bpmn$/, '');
  download(`${stem}.${kind === 'xml' ? 'bpmn' : kind}`, await contentOf(modeler, kind));
}
