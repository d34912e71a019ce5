/** English texts of what the assistant suggests and has answered. */
export const english = {
  title: 'Suggested answer',
  left: 'The assistant leaves this to you',
  ignored: 'No answer seems needed',
  closed: 'Nothing seems left to answer',
  sources: 'From',
  noSources: 'It used no entry of the knowledge.',
  use: 'Use',
  dismiss: 'Dismiss',
  rate: 'How was this answer?',
  good: 'Good answer',
  bad: 'Bad answer',
  improve: 'Improve answer',
  notFound: 'Its log is no longer stored.',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} tokens · ${seconds} s`,
};
