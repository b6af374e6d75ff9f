import type { PageElement } from './dom.ts';
import { type Role, rolesOfNames } from './role-names.ts';

const TAG_ROLES: Readonly<Partial<Record<string, Role>>> = {
  nav: 'navigation',
  menu: 'navigation',
  footer: 'navigation',
  aside: 'aside',
  form: 'newsletter',
  dialog: 'hidden',
  figcaption: 'caption',
  figure: 'caption',
  address: 'author',
};
const ARIA_ROLES: Readonly<Partial<Record<string, Role>>> = {
  navigation: 'navigation',
  complementary: 'aside',
  contentinfo: 'navigation',
  banner: 'navigation',
  search: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  dialog: 'hidden',
  alertdialog: 'consent',
};

const NONE: readonly Role[] = [];

/** The roles that an element claims, by tag, ARIA, visibility and class names. */
export function rolesOf(element: PageElement): readonly Role[] {
  element.roles ??= claimedRoles(element);
  return element.roles as readonly Role[];
}

function claimedRoles({ attributes, name }: PageElement): readonly Role[] {
  if (isBare(attributes)) return TAG_ROLES[name] === undefined ? NONE : [TAG_ROLES[name]];
  // A paragraph that is hidden until its reader pays is still the article's.
  if (name === 'p' && /paywall/i.test(attributes['class'] ?? '')) return NONE;
  const byTag = TAG_ROLES[name] ?? ARIA_ROLES[attributes['role'] ?? ''];
  const hidden =
    attributes['hidden'] !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    /display\s*:\s*none/i.test(attributes['style'] ?? '');
  const byName = rolesOfNames(namesOf(attributes));
  if (byTag === undefined && !hidden) return byName;
  return [
    ...(byTag === undefined ? [] : [byTag]),
    ...(hidden ? (['hidden'] as const) : []),
    ...byName,
  ];
}

/** Most elements have a class or nothing: joining names that are not there costs more than all else. */
function namesOf(attributes: PageElement['attributes']): string {
  const { class: classes = '', id } = attributes;
  const [component, test] = [attributes['data-component'], attributes['data-testid']];
  if (id === undefined && component === undefined && test === undefined)
    return classes.length > 500 ? classes.slice(0, 500) : classes;
  return `${classes} ${id ?? ''} ${component ?? ''} ${test ?? ''}`.slice(0, 500);
}

function isBare(attributes: PageElement['attributes']): boolean {
  for (const _ in attributes) return false;
  return true;
}
