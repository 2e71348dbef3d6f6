// What thresholds make of numbers. Nothing here knows of a page.

/** How many standard deviations of a normal distribution hold 95 % of it. */
const z = 1.959963984540054

/**
 * A share with Wilson's 95 % interval, in the same steps as package stat.
 * @param {number} k
 * @param {number} n
 */
function wilson(k, n) {
	if (n === 0) return {k, n, value: NaN, low: 0, high: 1}
	const share = k / n
	const centre = share + z * z / (2 * n)
	const reach = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
	const scale = 1 + z * z / n
	const low = k === 0 ? 0 : Math.max(0, (centre - reach) / scale)
	const high = k === n ? 1 : Math.min(1, (centre + reach) / scale)
	return {k, n, value: share, low, high}
}

/** Whether a number lies beyond a bound, on the side that fails. */
function beyond(side, number, bound) {
	return side === 'below' ? number < bound : number > bound
}

/** What a check says of a number: null when there is none. */
function verdict(check, number) {
	if (number === null) return 'not assessed'
	if (beyond(check.side, number, check.fail)) return 'fail'
	return beyond(check.side, number, check.unsure) ? 'unsure' : 'pass'
}

/** Everything that a check's thresholds make of its photos. */
function judge(check) {
	const cells = {}
	for (const is of ['bad', 'good']) for (const says of ['pass', 'unsure', 'fail', 'not assessed']) cells[`${is} ${says}`] = []
	for (const [photo, bad, number] of check.judged) cells[`${bad ? 'bad' : 'good'} ${verdict(check, number)}`].push([photo, bad, number])
	const count = (is, ...says) => says.reduce((n, word) => n + cells[`${is} ${word}`].length, 0)
	const caught = wilson(count('bad', 'fail'), count('bad', 'pass', 'unsure', 'fail'))
	const alarms = wilson(count('good', 'fail'), count('good', 'pass', 'unsure', 'fail'))
	const sent = check.prior * caught.value + (1 - check.prior) * alarms.value
	const accepted = caught.k === caught.n || sent >= 1 ? 0 : check.prior * (1 - caught.value) / (1 - sent)
	const precision = caught.k + alarms.k === 0 ? 1 : check.prior * caught.value / sent
	return {cells, caught, alarms, sent, accepted, precision}
}

/** Where a number lies on an axis, 0 to 1; and the number that lies somewhere. */
function place(axis, number) {
	return Math.min(1, Math.max(0, (number - axis.low) / (axis.high - axis.low))) ** axis.bend
}

function numberAt(axis, share) {
	return axis.low + (axis.high - axis.low) * Math.min(1, Math.max(0, share)) ** (1 / axis.bend)
}

/** The nearest threshold that can be dragged to, without the noise of sums. */
function snap(axis, number) {
	const digits = Math.max(0, -Math.floor(Math.log10(axis.step) + 1e-9))
	return Number((Math.round(Math.min(axis.high, Math.max(axis.low, number)) / axis.step) * axis.step).toFixed(digits))
}

/** A check's thresholds as checks.yaml writes them. */
function yaml(check) {
	const fail = `${check.id}:\n  fail_${check.side}: ${check.fail}\n`
	return check.unsure === check.fail ? fail : `${fail}  unsure_${check.side}: ${check.unsure}\n`
}
