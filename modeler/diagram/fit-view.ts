import type { Canvas } from './services.ts';

const margin = 24;

/**
 * Shows the whole diagram, never larger than drawn, with room around it and beside what lies over the canvas.
 *
 * @param beside width in pixels that the palette covers at the left
 */
export function fitView(canvas: Canvas, beside: number): void {
  const { inner, outer } = canvas.viewbox();
  const width = outer.width - beside - 2 * margin;
  const height = outer.height - 2 * margin;
  if (inner.width <= 0 || inner.height <= 0 || width <= 0 || height <= 0) return;
  const scale = Math.min(1, width / inner.width, height / inner.height);
  // What is left over is shared by both sides.
  const left = beside + margin + (width - inner.width * scale) / 2;
  const top = margin + (height - inner.height * scale) / 2;
  canvas.viewbox({
    x: inner.x - left / scale,
    y: inner.y - top / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}

/** What the palette covers of a canvas, in pixels. */
export function coveredBeside(container: HTMLElement): number {
  const palette = container.querySelector('.djs-palette');
  if (palette === null) return 0;
  return palette.getBoundingClientRect().right - container.getBoundingClientRect().left;
}
