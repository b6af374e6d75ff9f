import { frameStyle } from './frame-style.ts';
import { newsStyle } from './news-style.ts';
import { plotStyle } from './plot-style.ts';

/** How the page looks: one sheet, no picture, no font from elsewhere, light or dark as the reader's system is. */
export const style = `${frameStyle}${newsStyle}${plotStyle}`;
