/** Where on its stage a photo is drawn. All lengths are CSS pixels; places are told from the middle of the stage. */

export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
export interface View {
  /** 1: the whole photo just fits. */
  zoom: number;
  /** Where the middle of the photo is. */
  x: number;
  y: number;
}

export const fitted: View = { zoom: 1, x: 0, y: 0 };

/** What a photo takes up once it is turned. */
export const turnedSize = (size: Size, rotation: number): Size =>
  rotation % 180 === 0 ? size : { width: size.height, height: size.width };

/** Of the photo's own pixels, so that all of it is seen; a small photo is not blown up. */
export function fitScale(photo: Size, stage: Size): number {
  if (!photo.width || !photo.height || !stage.width || !stage.height) return 1;
  return Math.min(stage.width / photo.width, stage.height / photo.height, 1);
}

/** Eight times what fits, or four screen pixels for each of the photo's, whichever is more. */
export const mostZoom = (photo: Size, stage: Size): number => Math.max(8, 4 / fitScale(photo, stage));

/** How far the photo's middle may be from the stage's: its edges never come further in than they need to. */
export function reach(zoom: number, photo: Size, stage: Size): Point {
  const scale = fitScale(photo, stage) * zoom;
  return {
    x: Math.max(0, (photo.width * scale - stage.width) / 2),
    y: Math.max(0, (photo.height * scale - stage.height) / 2),
  };
}

const between = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** The nearest view that shows no more nothing than it must. */
export function within(view: View, photo: Size, stage: Size): View {
  const zoom = between(view.zoom, 1, mostZoom(photo, stage));
  const { x, y } = reach(zoom, photo, stage);
  return { zoom, x: between(view.x, -x, x), y: between(view.y, -y, y) };
}

/** Nearer by a factor; what is at the place given stays there. */
export function zoomed(view: View, factor: number, at: Point, photo: Size, stage: Size): View {
  const zoom = between(view.zoom * factor, 1, mostZoom(photo, stage));
  const by = zoom / view.zoom;
  return within({ zoom, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, photo, stage);
}

export const moved = (view: View, by: Point, photo: Size, stage: Size): View =>
  within({ ...view, x: view.x + by.x, y: view.y + by.y }, photo, stage);
