/** One element of Plex's answers as an export reads it: single values and lists by the names of their fields. Pure. */
import { listOf, OF_A_CLIP, type PartKind, readingOf, STREAM_TYPES } from './export-attributes.ts';
import { derivedValue } from './export-derived.ts';
import { castValue, type Scalar } from './export-scalars.ts';
import { childrenNamed, type XmlElement } from './xml.ts';

/** What all objects of an export share. */
export interface ExportWorld {
  /** Moments are shown in this zone; an IANA name. */
  readonly timeZone: string;
}

/** An element of one kind. What the kind does not have is undefined, what it does not say is null. */
export interface ExportObject {
  /** The type of the item it is or belongs to. */
  readonly type: string;
  /** A single value, or all of a list of texts. */
  value(field: string): Scalar | readonly string[];
  /** The objects of a list; undefined when the type has no such list. */
  list(field: string): readonly ExportObject[] | undefined;
}

/** An item, a collection or a playlist. */
export interface ExportItem extends ExportObject {
  readonly ratingKey: number | null;
}

/** A folder of photos is called a photo by Plex. */
export function typeOfItem({ name, attributes }: XmlElement): string {
  const type = attributes.type ?? '';
  return name === 'Directory' && type === 'photo' ? 'photoalbum' : type;
}

class Element implements ExportItem {
  readonly type: string;
  private readonly element: XmlElement;
  private readonly kind: PartKind;
  private readonly world: ExportWorld;
  private readonly around: readonly XmlElement[];

  constructor(element: XmlElement, kind: PartKind, type: string, world: ExportWorld, around: readonly XmlElement[]) {
    this.element = element;
    this.kind = kind;
    this.type = type;
    this.world = world;
    this.around = around;
  }

  get ratingKey(): number | null {
    const key = this.value('ratingKey');
    return typeof key === 'number' ? key : null;
  }

  value(field: string): Scalar | readonly string[] {
    if (this.isUnknown(field)) return null;
    const { element, type, kind, around } = this;
    const derived = derivedValue({ element, type, kind, siblings: around }, field);
    if (derived !== undefined) return derived;
    const { attribute, cast, missing } = readingOf(kind, field);
    const text = Object.hasOwn(element.attributes, attribute) ? element.attributes[attribute] : undefined;
    return text === undefined ? missing : castValue(text, cast, this.world.timeZone);
  }

  list(field: string): readonly ExportObject[] | undefined {
    if (this.isUnknown(field)) return undefined;
    const streamType = this.kind === 'part' ? STREAM_TYPES.get(field) : undefined;
    if (streamType !== undefined) {
      const streams = childrenNamed(this.element, 'Stream').filter((s) => s.attributes.streamType === streamType);
      return this.made(streams, 'stream');
    }
    const list = listOf(field);
    return list === null ? undefined : this.made(childrenNamed(this.element, list[0]), list[1]);
  }

  private made(elements: readonly XmlElement[], kind: PartKind): readonly ExportObject[] {
    return elements.map((element) => new Element(element, kind, this.type, this.world, elements));
  }

  private isUnknown(field: string): boolean {
    return this.kind === 'item' && this.type === 'clip' && !OF_A_CLIP.has(field);
  }
}

/** An item of an answer; `around` is the answer, which names the library where the item does not. */
export function exportItem(element: XmlElement, around: XmlElement, world: ExportWorld): ExportItem {
  const attributes = { ...libraryOf(around), ...element.attributes };
  return new Element({ ...element, attributes }, 'item', typeOfItem(element), world, []);
}

function libraryOf({ attributes }: XmlElement): Readonly<Record<string, string>> {
  const names = ['librarySectionID', 'librarySectionTitle'];
  return Object.fromEntries(
    names.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]])),
  );
}
