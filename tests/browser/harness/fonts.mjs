// A font set-up that is the same on every machine: fontconfig sees only fonts from node_modules, and every
// generic family maps to one of them. Without it, `system-ui` is whatever font the machine has installed.

import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** Folders of TrueType files, a format that every build of fontconfig and of Chromium reads. */
const FOLDERS = [
  ...['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'].map((style) => `@expo-google-fonts/inter/${style}`),
  ...['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'].map((style) => `@expo-google-fonts/source-serif-4/${style}`),
  ...['400Regular', '700Bold'].map((style) => `@expo-google-fonts/source-code-pro/${style}`),
  // Symbols that the others lack.
  'dejavu-fonts-ttf/ttf',
];

/** Generic families, and families that the style sheets name, which may be installed on one machine and not on another. */
const FAMILIES = {
  Inter: ['system-ui', 'ui-sans-serif', 'sans-serif', 'sans', 'Segoe UI', 'Roboto', 'Helvetica Neue', 'Arial'],
  'Source Serif 4': ['ui-serif', 'serif', 'Iowan Old Style', 'Palatino Linotype', 'Palatino', 'Georgia', 'DejaVu Serif'],
  'Source Code Pro': ['ui-monospace', 'monospace', 'mono', 'Fira Code', 'Menlo', 'Monaco', 'Consolas', 'Courier New'],
};

/** The font of every family that is not listed. */
const FALLBACK = 'Inter';

/** Writes a fontconfig file into `home`, with its cache beside it, and returns its path for `FONTCONFIG_FILE`. */
export async function writeFontconfig(home) {
  const folders = FOLDERS.map((folder) => join(PACKAGES, folder));
  await Promise.all(folders.map((folder) => access(folder).catch(() => {
    throw new Error(`${folder} is missing: run npm ci in tests/browser`);
  })));
  const path = join(home, 'fonts.conf');
  await writeFile(path, fontconfig(folders, join(home, 'fonts-cache')));
  return path;
}

function fontconfig(folders, cache) {
  const aliases = Object.entries(FAMILIES).flatMap(([font, families]) => families.map((family) => `
  <match target="pattern">
    <test name="family" qual="any"><string>${family}</string></test>
    <edit name="family" mode="assign" binding="strong"><string>${font}</string></edit>
  </match>`));
  const rendering = Object.entries({ antialias: 'true', hinting: 'false', autohint: 'false', embeddedbitmap: 'false' })
    .map(([name, value]) => `\n    <edit name="${name}" mode="assign"><bool>${value}</bool></edit>`)
    .concat(Object.entries({ hintstyle: 'hintnone', rgba: 'none', lcdfilter: 'lcdnone' })
      .map(([name, value]) => `\n    <edit name="${name}" mode="assign"><const>${value}</const></edit>`));
  const match = (target) => `
  <match target="${target}">${rendering.join('')}
  </match>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <reset-dirs/>${folders.map((folder) => `\n  <dir>${folder}</dir>`).join('')}
  <cachedir>${cache}</cachedir>${aliases.join('')}
  <match target="pattern">
    <edit name="family" mode="append_last"><string>${FALLBACK}</string></edit>
  </match>${match('pattern')}${match('font')}
</fontconfig>
`;
}
