import { expect, test } from 'vitest';
import { formatDate } from '../text/arrow-date.ts';
import { dayDate, localDate, mediaFormats, serverFormats, utcDate, utcText } from './date-values.ts';

test.each([
  ['America/New_York', '2024-03-05T18:07:09.999Z', '13:07:09 -05:00 EST'],
  ['America/New_York', '2024-07-05T18:07:09Z', '14:07:09 -04:00 EDT'],
  ['Europe/Berlin', '2024-07-05T18:07:09Z', '20:07:09 +02:00 CEST'],
  ['Asia/Kathmandu', '2024-07-05T18:07:09Z', '23:52:09 +05:45 GMT+5:45'],
  ['UTC', '2024-07-05T18:07:09Z', '18:07:09 +00:00 UTC'],
])('in %s %s is %s', (timeZone, instant, expected) => {
  const date = localDate(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone), 'HH:mm');
  expect(formatDate(date, 'HH:mm:ss ZZ ZZZ')).toBe(expected);
});

test.each([
  ['2024-02-29', '2024-02-29'],
  ['2024-02-29 19:30:00', '2024-02-29'],
  ['2024-13-01', ''],
  ['2024', ''],
  ['soon', ''],
  ['', ''],
])('the day %j is %j', (day, expected) => {
  const date = dayDate(day, 'YYYY-MM-DD');
  expect(date === '' ? '' : formatDate(date, date.defaultFormat)).toBe(expected);
});

test('what is no instant is blank', () => {
  expect([utcDate(null, 'YYYY'), utcDate(1e15, 'YYYY')]).toEqual(['', '']);
});

test('formats lose what cannot be written', () => {
  expect(mediaFormats('dddd Do Mo DDDo do', 'h:mm A a')).toEqual({
    date: 'dddd Do   ',
    time: 'h:mm A a',
    length: 'h:mm  ',
  });
  expect(serverFormats('Do MMMM', 'h:mm a')).toMatchObject({ date: ' MMMM', time: 'h:mm a' });
});

test.each([
  [1_709_662_029_123.456, '2024-03-05T18:07:09.123456'],
  [1_709_662_029_000, '2024-03-05T18:07:09'],
  [1_709_662_029_050, '2024-03-05T18:07:09.050000'],
])('%d is %s', (now, expected) => {
  expect(utcText(now)).toBe(expected);
});
