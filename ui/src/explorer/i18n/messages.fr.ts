// The sentences of the pages in French.

import { dateFormat, isDay, seasonOf } from './dates';
import type { Messages } from './messages.en';

const { date, month } = dateFormat('fr', {
  atTheEarliest: (some) => `${some} au plus tôt`,
  atTheLatest: (some) => `${some} au plus tard`,
  or: (dates, last) => `${dates} ou ${last}`,
  decade: (year) => `années ${year}`,
  partOfYear: (part, year) => {
    const season = seasonOf(part);
    const hemisphere = season?.hemisphere ? ` (hémisphère ${season.hemisphere === 'north' ? 'Nord' : 'Sud'})` : '';
    if (season) return `${['printemps', 'été', 'automne', 'hiver'][season.season]} ${year}${hemisphere}`;
    const ordinal = (number: number): string => (number === 1 ? '1er' : `${number}e`);
    if (part <= 36) return `${ordinal(part - 32)} trimestre ${year}`;
    return part <= 39 ? `${ordinal(part - 36)} quadrimestre ${year}` : `${ordinal(part - 39)} semestre ${year}`;
  },
  uncertain: (some) => `${some} (incertain)`,
  approximate: (some) => `vers ${some}`,
});
/** A day and a part of a year take an article, a month or a year does not: `le 10 mars 2007`, `mars 2007`, `l’été 2007`. */
const day = (some: string): string => {
  const words = date(some);
  if (isDay(some) || /^(printemps|[1-4]er? )/.test(words)) return `le ${words}`;
  if (/^(été|automne|hiver)/.test(words)) return `l’${words}`;
  return words.startsWith('années') ? `les ${words}` : words;
};
/** After `à`: `au 10 mars 2007`, `à l’été 2007`, `aux années 2010`; `en 2007` where it takes no article. */
const at = (some: string): string => {
  const words = day(some);
  if (/^(le|les) /.test(words)) return words.replace(/^le(s?) /, (_, plural: string) => (plural ? 'aux ' : 'au '));
  return words.startsWith('l’') ? `à ${words}` : `en ${words}`;
};
/** After `à partir`: `du 10 mars 2007`, `de 2007`, `de l’été 2007`, `des années 2010`, `de 2007 environ`. */
const from = (some: string): string => {
  const words = day(some).replace(/^vers (.*)$/, '$1 environ');
  return /^les? /.test(words) ? words.replace(/^le(s?) /, (_, plural: string) => (plural ? 'des ' : 'du ')) : `de ${words}`;
};
const isEstimate = (some: string): boolean => date(some).startsWith('vers ');
const on = (some: string): string => (isDay(some) || isEstimate(some) ? day(some) : at(some).replace(/^aux /, 'dans les '));
const until = (some: string): string => (isEstimate(some) ? `jusque ${date(some)}` : `jusqu’${at(some)}`);
const n = (count: number): string => count.toLocaleString('fr');
// In French, zero and one are singular.
const isPlural = (count: number): boolean => Math.abs(count) >= 2;
const s = (count: number): string => (isPlural(count) ? 's' : '');
const KIND_PLURALS: Record<string, string> = {
  '': 'organisations', enseignement: 'établissements d’enseignement', santé: 'établissements de santé', 'secteur public': 'organismes publics', autre: 'autres organisations',
};
/** The first word and its adjective: `hôpitaux`, `unités de recherche`, `sociétés savantes`. */
const kindPlural = (kind: string): string => KIND_PLURALS[kind] ?? kind.replace(/^\S+( (?!(de|du|à) )\S+)?/, (words) =>
  words.replace(/\S+/g, (word) => (word.endsWith('al') ? `${word.slice(0, -1)}ux` : /[sx]$/.test(word) ? word : `${word}${word.endsWith('eau') ? 'x' : 's'}`)));
const plural = (count: number, noun: string): string => `${n(count)} ${noun}${s(count)}`;
const de = (noun: string): string => (/^[aeiouyhéèê]/i.test(noun) ? `d’${noun}` : `de ${noun}`);

export const messages: Messages = {
  language: 'Français',
  tagline: 'Qui travaille avec qui dans la recherche contre le cancer, depuis quand, et selon quelle source',
  skip: 'Aller au contenu',
  loading: 'Chargement…',
  retry: 'Réessayer',
  all: 'Tous',
  picture: 'Schéma',
  table: 'Tableau',
  footer: 'Chaque fait cite sa source. Quand aucune source ne donne de date, aucune date n’est affichée.',
  printed: (address, some) => `${address} · imprimé ${on(some)}`,

  nav: { about: 'À propos et méthode', data: 'Données', home: 'consortia, accueil', label: 'Navigation principale' },
  titles: { about: 'À propos et méthode', search: 'Recherche', path: 'Connexion', changes: 'Évolution' },
  notice: {
    ignored: (parameters) => `Certains paramètres de l’adresse n’ont pas été compris et sont ignorés : ${parameters}.`,
    close: 'Fermer',
  },
  notFound: { title: 'Page introuvable', text: (key) => `Le registre ne contient pas « ${key} ».` },
  withdrawn: { title: 'Fiche retirée', text: (key) => `« ${key} » ne fait plus partie du registre : cette fiche a été retirée du répertoire dont elle provenait.` },
  connectionLost: {
    title: 'Connexion interrompue',
    text: 'Le serveur ne répond pas.',
    lastData: (time) => `La page affiche encore les données reçues à ${time}.`,
  },
  requestFailed: { title: 'La requête a échoué', id: 'Identifiant de la requête :' },

  home: {
    title: 'Une carte de la recherche contre le cancer, sources à l’appui',
    lead: 'Trouvez une organisation, voyez avec qui elle travaille, parcourez les années et vérifiez la source de chaque fait.',
    networks: 'Réseaux à explorer',
    ties: (count) => plural(count, 'lien'),
    questions: 'Exemples de questions',
    founders: { title: 'Qui a fondé le Cancéropôle Île-de-France en 2007 ?', text: 'Huit fondateurs, dans un document qui en annonce sept.' },
    changes: { title: 'Qu’est-ce qui a changé entre 2007 et 2023 ?', text: 'Qui est arrivé, qui est resté, et quels liens n’ont pas de date.' },
    path: { title: 'Qu’est-ce qui relie Sanofi à la Fédération internationale des hôpitaux ?', text: 'Un chemin de lien en lien, chacun avec sa source.' },
    counts: 'Dans le registre',
    organizations: 'organisations',
    affiliations: 'liens',
    people: 'personnes',
    programs: 'programmes',
    events: 'événements',
    documents: 'documents',
    discrepancies: 'désaccords',
    latestDocuments: 'Derniers documents',
  },

  search: {
    placeholder: 'Organisation, personne, programme…',
    label: 'Chercher dans le registre',
    hint: 'Accents facultatifs. Les anciens noms et les sigles sont aussi trouvés.',
    count: (count, isLowerBound = false) => (count === 0 ? 'Aucun résultat' : `${isLowerBound ? 'Au moins ' : ''}${plural(count, 'résultat')}`),
    title: (count, text, isLowerBound = false) => `${isLowerBound ? 'Au moins ' : ''}${plural(count, 'résultat')} pour « ${text} »`,
    showAll: (count, isLowerBound = false) => {
      if (!isPlural(count)) return 'Afficher le résultat';
      return `Afficher les ${n(count)} ${isLowerBound ? 'premiers ' : ''}résultats`;
    },
    without: (words) => `sans : ${words}`,
    topic: (name) => `thème : ${name}`,
    otherName: (kind, name) => `${kind} : ${name}`,
    inDescription: 'dans sa description',
    nothing: (text) => `Aucun résultat pour « ${text} »`,
    similarNames: 'Noms proches',
    noSimilarNames: 'Aucun nom proche non plus. Essayez un seul mot du nom.',
  },

  asOf: (some) => (isDay(some) ? `au ${date(some)}` : `en ${date(some)}`),
  date,
  on,
  since: (some) => `depuis ${day(some)}`,
  plannedFrom: (some) => `à partir ${from(some)}`,
  until,
  period: (from, to) => `${date(from)} – ${date(to)}`,
  endedWith: (name) => `a pris fin avec : ${name}`,
  noDate: 'sans date',
  possible: 'peut-être',
  several: (value, unit) => {
    const scale = ({ 100: 'centaines', 1_000: 'milliers', 1_000_000: 'millions', 1_000_000_000: 'milliards' } as Record<number, string>)[value];
    return scale ? `plusieurs ${scale} ${de(unit)}` : `plusieurs fois ${n(value)} ${unit}`;
  },

  years: {
    label: 'Année',
    field: 'Année affichée',
    play: 'Faire défiler les années',
    pause: 'Pause',
    value: (year, count) => `${year}, ${plural(count, 'lien')}`,
  },
  counts: {
    certain: (dated, undated, some) => {
      const total = dated + undated;
      if (total === 0) return `Aucun lien connu ${on(some)}`;
      const ties = `${plural(total, 'lien')} ${on(some)}`;
      if (undated === 0) return `${ties}, ${total === 1 ? 'daté' : 'tous datés'}`;
      if (dated === 0) return `${ties}, ${total === 1 ? 'sans date' : 'tous sans date'}`;
      return `${ties} : ${n(dated)} daté${s(dated)}, ${n(undated)} sans date`;
    },
    ahead: (some) => `Rien n’est encore certain pour ${day(some)}`,
    possibleAhead: (count) => `${plural(count, 'lien')} ${isPlural(count) ? 'existeront' : 'existera'} peut-être alors`,
    received: (count, total) => `Chargement : ${n(count)} liens reçus sur ${n(total)}`,
    possibleUndated: (count) => (isPlural(count)
      ? `${n(count)} autres existaient peut-être déjà : aucune source ne les date`
      : `${n(count)} autre existait peut-être déjà : aucune source ne le date`),
    possibleDated: (count) => (isPlural(count)
      ? `${n(count)} autres existaient peut-être : les sources ne les datent pas assez précisément`
      : `${n(count)} autre existait peut-être : les sources ne le datent pas assez précisément`),
    hidden: 'non affichés',
    dotted: 'en pointillé',
  },
  showPossible: (count) => `Afficher les liens possibles (${n(count)})`,
  emptyYear: {
    text: (some) => `Aucun lien connu ${on(some)}.`,
    possible: (count) => (isPlural(count)
      ? `${n(count)} liens existaient peut-être déjà ; aucune source ne les date assez précisément.`
      : `${n(count)} lien existait peut-être déjà ; aucune source ne le date assez précisément.`),
    goToFirst: (year) => `Aller en ${year}, première année avec un lien connu`,
  },
  kindPlural,
  view: 'Affichage',
  distance: 'Distance',
  oneStep: 'Liens directs',
  twoSteps: 'Deux étapes',
  roles: 'Rôles à afficher',
  compare: 'Comparer deux dates',
  findPath: 'Chercher ce qui la relie à une autre organisation',
  backTo: (name) => `Retour à ${name}`,

  diagram: {
    label: (name, organizations, ties, others, year) =>
      `Réseau de ${name} ${on(year)} : ${plural(organizations, 'organisation')}, ${plural(ties, 'lien')}${others > 0 ? `, et ${plural(others, 'lien')} entre les autres organisations` : ''}. Les flèches du clavier mènent d’une organisation à l’autre, Entrée en ouvre une. La liste des faits a le même contenu.`,
    node: (name, kind, roles) => `${name}, ${kind}${roles ? ` : ${roles}` : ''}`,
    kinds: 'Formes et couleurs : types d’organisations',
    roles: 'Traits : types de liens',
    dotted: 'pointillé : pas de date dans la source',
    faint: 'estompé : aucun lien cette année-là',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    zoomReset: 'Afficher tout le schéma',
    group: (label, count) => `${label}, ${n(count)}`,
    groups: 'Un disque avec un nombre représente des organisations d’un même type avec les mêmes liens. Choisissez-le pour les voir.',
    smallGroups: (count) => (isPlural(count) ? `${n(count)} autres petits groupes figurent seulement dans le tableau.` : `${n(count)} autre petit groupe figure seulement dans le tableau.`),
    groupAgain: (label) => `Regrouper : ${label}`,
    closeList: (label) => `Fermer la liste : ${label}`,
    truncated: (organizations, total) => `${n(total)} organisations se trouvent à deux étapes ou moins : c’est trop pour les dessiner toutes. Voici les ${n(organizations)} plus proches.`,
  },

  actions: {
    label: 'Requête, lien et téléchargements',
    graphiql: 'Ouvrir cette requête dans GraphiQL',
    copy: 'Copier le lien',
    copied: 'Lien copié',
    copyManually: 'Copiez ce lien :',
    download: 'Télécharger',
    svg: 'Schéma (SVG)',
    png: 'Schéma (PNG)',
    csv: 'Fichier pour tableur (CSV)',
    json: 'Tableau (JSON)',
    xlsx: 'Fichier Excel (XLSX)',
    graphml: 'Réseau (GraphML)',
    gexf: 'Réseau pour Gephi (GEXF)',
    firstOf: (count, total) => ` : les ${n(count)} plus proches sur ${n(total)} organisations`,
    data: 'Tous les rapports et formats',
    print: 'Imprimer',
  },

  facts: {
    title: 'Faits et sources',
    lead: (some) => `${isDay(some) ? 'Au' : 'En'} ${date(some)}. Chaque fait cite son document et le passage concerné.`,
    none: 'Aucun document du registre ne mentionne de lien de cette organisation avec une autre.',
    onlyPlans: 'Les liens de cette organisation sont seulement annoncés ou prévus : voir plus bas.',
    atOtherTimes: (count) => (isPlural(count) ? `${n(count)} liens à d’autres dates` : `${n(count)} lien à une autre date`),
    sharedSource: (count) => `Source de ces ${n(count)} faits`,
    alsoIn: 'Aussi dans',
    stated: 'explicite',
    implied: 'déduit',
    impliedHint: 'Le document ne le dit pas lui-même : cela découle d’un titre, de l’ordre des mots ou d’une phrase sur tout un groupe.',
    disputed: 'sources en désaccord',
    written: (from, to) => (from === to ? `écrit ${on(from)}` : `non daté, écrit entre ${month(from)} et ${month(to)}`),
    showMore: (count) => `En afficher ${n(count)} de plus`,
    showAll: (count) => `Afficher les ${n(count)}`,
    firstOf: (count, total) => `${n(count)} éléments affichés sur ${n(total)}. Le reste se trouve dans l’API et dans les rapports.`,
    sortBy: (column) => `Trier par ${column}`,
    certainty: { CERTAIN: 'oui', POSSIBLE: 'peut-être', none: 'non' },
  },
  columns: {
    change: 'Évolution', role: 'Rôle', organization: 'Organisation', kind: 'Type', since: 'Depuis', until: 'Jusqu’à', certainty: 'Cette année-là',
    basis: 'Explicite ou déduit', source: 'Source', locator: 'Passage', fact: 'Fait',
  },
  discrepancies: 'Quand les sources sont en désaccord',

  profile: {
    about: 'À propos', names: 'Autres noms', website: 'Site web', identifiers: 'Identifiants', location: 'Lieu', figures: 'Chiffres',
    timeline: 'Chronologie', people: 'Personnes', programs: 'Programmes', positions: 'Fonctions', events: 'Événements',
    participants: 'Participants', partOf: 'Fait partie de', parts: 'Composantes', forecast: 'prévision',
    topics: 'Thèmes', narrower: 'Thèmes plus précis', assignments: 'Organisations, programmes et événements liés',
    plans: 'Annoncé et prévu', plansLead: 'Aucune source ne dit que ces projets se sont réalisés. Ils ne sont comptés dans aucune année.',
  },

  source: {
    publishedBy: 'Publié par',
    written: 'Rédaction',
    writtenBetween: (from, to) => (from === to ? date(from) : `entre ${day(from)} et ${day(to)}`),
    retrieved: 'Consultation',
    link: 'Lien',
    open: 'Ouvrir le document',
    facts: (count) => `Faits tirés de ce document (${n(count)})`,
    factType: 'Type de fait',
  },

  changes: {
    title: (name) => `${name} : évolution`,
    between: (from, to) => `Entre ${day(from)} et ${day(to)}`,
    from: 'De',
    to: 'À',
    compare: 'Comparer',
    summary: (joined, left, stayed, undetermined) => `${plural(joined, 'arrivée')}, ${plural(left, 'départ')}, ${plural(stayed, 'lien')} maintenu${s(stayed)}, ${n(undetermined)} sans certitude`,
    none: 'Aucun lien.',
    joined: { title: 'Arrivées', text: 'Liens certainement absents à la première date et certainement présents à la seconde.' },
    left: { title: 'Départs', text: 'Liens certainement présents à la première date et certainement absents à la seconde.' },
    stayed: { title: 'Maintiens', text: 'Liens certainement présents aux deux dates.' },
    undetermined: { title: 'Sans certitude', text: 'Les sources ne datent pas ces liens assez précisément pour trancher.', ahead: 'Rien n’est encore certain pour la seconde date, qui est à venir.' },
  },

  path: {
    title: 'Qu’est-ce qui relie deux organisations ?',
    from: 'De',
    to: 'À',
    swap: 'Inverser',
    choose: 'Choisissez deux organisations.',
    unknown: (name) => `Le registre ne contient aucune organisation nommée « ${name} ».`,
    same: 'C’est une seule et même organisation.',
    found: (from, to, length) => `${plural(length, 'étape')} ${isPlural(length) ? 'séparent' : 'sépare'} ${from} de ${to}`,
    none: (from, to) => `Aucun chemin de 12 étapes ou moins ne relie ${from} à ${to}.`,
    steps: 'Le chemin, avec la source de chaque lien',
    alternatives: 'Autres chemins de même longueur',
    truncated: 'Il existe d’autres chemins de cette longueur. L’API en donne jusqu’à 20.',
  },
};
