// Host configurations close to those of Teams, as small as the renderer needs: six actions, its distances and sizes of text, its colors in light and in dark.
const colors = (text, subtle, accent, good, warning, attention) => Object.fromEntries(
  Object.entries({ default: text, dark: '#242424', light: '#ffffff', accent, good, warning, attention }).map(([name, color]) => [name, { default: color, subtle: name === 'default' ? subtle : color }]));

const host = (grounds, ink) => ({
  supportsInteractivity: true,
  choiceSetInputValueSeparator: ',',
  spacing: { extraSmall: 4, small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: ink.line },
  imageSizes: { small: 32, medium: 52, large: 100 },
  fontTypes: {
    default: { fontFamily: "'Segoe UI', 'Liberation Sans', sans-serif", fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 }, fontWeights: { lighter: 200, default: 400, bolder: 600 } },
    monospace: { fontFamily: "Consolas, 'Liberation Mono', monospace", fontSizes: { small: 12, default: 13, medium: 14, large: 18, extraLarge: 24 }, fontWeights: { lighter: 200, default: 400, bolder: 600 } },
  },
  textStyles: { heading: { size: 'medium', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
  containerStyles: Object.fromEntries(Object.entries(grounds).map(([name, backgroundColor]) => [name, { backgroundColor, borderColor: ink.line, foregroundColors: colors(ink.text, ink.subtle, ink.accent, ink.good, ink.warning, ink.attention) }])),
  actions: { maxActions: 6, spacing: 'default', buttonSpacing: 8, showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' }, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  adaptiveCard: { allowCustomStyle: false },
  factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 150 }, value: { wrap: true }, spacing: 16 },
  table: { cellSpacing: 8 },
});

export const hosts = {
  light: host(
    { default: '#ffffff', emphasis: '#f5f5f5', accent: '#ebf3fc', good: '#f1faf1', warning: '#fff4ce', attention: '#fde7e9' },
    { text: '#242424', subtle: '#616161', line: '#e0e0e0', accent: '#5b5fc7', good: '#0e700e', warning: '#8a5100', attention: '#c4314b' }),
  dark: host(
    { default: '#292929', emphasis: '#1f1f1f', accent: '#2b2b40', good: '#1d2b1d', warning: '#3b2e10', attention: '#3f1f22' },
    { text: '#ffffff', subtle: '#adadad', line: '#525252', accent: '#9299f7', good: '#92c353', warning: '#f8d22a', attention: '#f1707b' }),
};
