// Thresholds that can be dragged, and everything that follows them.

/** How many photos a list shows at most. */
const most = {flips: 24, cell: 120}

const {photos, checks} = JSON.parse(document.getElementById('data').textContent)

/** An element with a class and what is in it. */
function element(name, className, ...inside) {
	const made = document.createElement(name)
	if (className) made.className = className
	made.append(...inside)
	return made
}

const svg = (name) => document.createElementNS('http://www.w3.org/2000/svg', name)
const set = (on, attributes) => Object.entries(attributes).forEach(([name, value]) => on.setAttribute(name, value))
const percent = (share) => `${Math.round(share * 10000) / 100}%`
const whole = (share) => (100 * share).toFixed(0)
const counted = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`

/** A photo in a list: its picture, its number, its name. */
function shot([photo, , number]) {
	const {name, width, height} = photos[photo]
	const item = element('li')
	if (width) {
		const picture = svg('svg'), use = svg('use')
		set(picture, {class: 'picture', viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true'})
		use.setAttribute('href', `#p${photo}`)
		picture.append(use)
		item.append(picture)
	} else {
		item.append(element('span', 'blank', 'no picture'))
	}
	item.append(element('span', 'of', number === null ? 'no number' : String(Number(number.toPrecision(4)))), ' ', element('span', 'name', name))
	return item
}

/** A list of photos; the rest is counted. */
function list(found, limit) {
	const parts = [element('ul', 'shots', ...found.slice(0, limit).map(shot))]
	if (found.length > limit) parts.push(element('p', 'aside', `And ${found.length - limit} more.`))
	return parts
}

/** One check's section. */
class Section {
	constructor(check) {
		this.was = {...check}
		this.now = check
		this.before = judge(this.was)
		this.root = document.querySelector(`section[data-check="${CSS.escape(check.id)}"]`)
		this.stage = this.root.querySelector('.stage')
		this.handles = {fail: this.handle('fail'), unsure: this.handle('unsure')}
		this.copy = element('button', '', 'Copy YAML')
		this.reset = element('button', '', 'Put back')
		this.copy.type = this.reset.type = 'button'
		this.copy.addEventListener('click', () => copy(yaml(this.now), this.copy, this.root.querySelector('pre')))
		this.reset.addEventListener('click', () => this.putBack())
		this.root.querySelector('.yaml').append(element('div', 'buttons', this.copy, this.reset))
		this.root.classList.add('live')
		for (const link of this.root.querySelectorAll('a[data-cell]')) link.addEventListener('click', (event) => this.open(event, link.dataset.cell))
		for (const cell of this.root.querySelectorAll('details[data-cell]')) cell.addEventListener('toggle', () => this.fill(cell))
		this.show()
	}

	get moved() { return this.now.fail !== this.was.fail || this.now.unsure !== this.was.unsure }

	/** A grip on one of the two thresholds. */
	handle(which) {
		const made = element('div', `handle ${which}`)
		const word = which === 'fail' ? 'Fails' : 'Unsure'
		set(made, {role: 'slider', tabindex: 0, 'aria-label': `${this.was.id}: ${word.toLowerCase()} ${this.was.side}`, 'aria-orientation': 'horizontal', 'aria-valuemin': this.was.axis.low, 'aria-valuemax': this.was.axis.high})
		made.addEventListener('keydown', (event) => this.key(event, which))
		made.addEventListener('pointerdown', (event) => {
			if (event.button !== 0) return
			event.preventDefault()
			made.focus()
			made.setPointerCapture(event.pointerId)
			document.documentElement.classList.add('dragging')
		})
		made.addEventListener('pointermove', (event) => {
			if (!made.hasPointerCapture(event.pointerId)) return
			const box = this.stage.getBoundingClientRect()
			this.move({[which]: snap(this.now.axis, numberAt(this.now.axis, (event.clientX - box.left) / box.width))})
		})
		made.addEventListener('lostpointercapture', () => document.documentElement.classList.remove('dragging'))
		this.stage.append(made)
		return made
	}

	key(event, which) {
		const {low, high, step} = this.now.axis
		const to = {ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -10 * step, PageUp: 10 * step}[event.key]
		const number = to ? this.now[which] + to : {Home: low, End: high}[event.key]
		if (event.ctrlKey || event.metaKey || event.altKey) return
		if (event.key === 'Escape') return this.putBack()
		if (number === undefined) return
		event.preventDefault()
		this.move({[which]: snap(this.now.axis, number)})
	}

	/** Moves thresholds; what is unsure never lies beyond what fails. */
	move(to) {
		Object.assign(this.now, to)
		if (beyond(this.now.side, this.now.unsure, this.now.fail)) {
			if (to.unsure === undefined) this.now.unsure = this.now.fail
			else this.now.fail = this.now.unsure
		}
		this.show()
		showTray()
	}

	putBack() { this.move({fail: this.was.fail, unsure: this.was.unsure}) }

	show() {
		const found = judge(this.now)
		this.found = found
		const said = `catches ${found.caught.k} of ${found.caught.n} bad photos, flags ${found.alarms.k} of ${found.alarms.n} good ones`
		for (const which of ['fail', 'unsure']) {
			const at = place(this.now.axis, this.now[which])
			this.handles[which].style.insetInlineStart = percent(at)
			set(this.handles[which], {'aria-valuenow': this.now[which], 'aria-valuetext': `${this.now[which]} ${this.now.unit}: ${said}`})
			set(this.root.querySelector(`line.${which}`), {x1: percent(at), x2: percent(at)})
			this.root.querySelector(`.${which}-at`).value = this.now[which]
		}
		this.split()
		this.rates(found)
		this.points(found)
		for (const link of this.root.querySelectorAll('a[data-cell]')) {
			link.textContent = found.cells[link.dataset.cell].length
			link.setAttribute('aria-label', `${link.textContent} ${link.dataset.cell.replace(' ', ' photos: ')}`)
		}
		for (const cell of this.root.querySelectorAll('details[data-cell]')) {
			cell.querySelector('.count').textContent = found.cells[cell.dataset.cell].length
			cell.hidden = found.cells[cell.dataset.cell].length === 0
			this.fill(cell)
		}
		this.root.querySelector('pre').textContent = yaml(this.now)
		this.reset.hidden = !this.moved
		this.flips(found)
	}

	/** Which part of the picture fails. */
	split() {
		const at = place(this.now.axis, this.now.fail)
		const below = {x: '0%', width: percent(at)}, above = {x: percent(at), width: percent(1 - at)}
		const [failing, passing] = this.now.side === 'below' ? [below, above] : [above, below]
		for (const part of this.stage.querySelectorAll('.failing')) set(part, failing)
		set(this.stage.querySelector('.passing'), passing)
	}

	rates(found) {
		for (const name of ['caught', 'alarms']) {
			const tile = this.root.querySelector(`.tiles .${name}`), share = found[name], was = this.before[name]
			for (const part of tile.querySelectorAll(':scope > .share data')) {
				part.value = share[part.className]
				part.textContent = part.className === 'k' || part.className === 'n' ? share[part.className] : whole(share[part.className])
			}
			this.compare(tile, this.moved && share.n > 0 ? `was ${whole(was.value)} %, ${was.k} of ${was.n}` : '')
		}
		// These need scenes drawn again, or thresholds chosen again: they stay what they were.
		this.compare(this.root.querySelector('.tiles .balanced'), this.moved ? 'of the threshold in checks.yaml' : '')
		for (const held of this.root.querySelectorAll('.tiles .held, .plain')) held.hidden = this.moved
		for (const name of ['sent', 'accepted']) {
			const at = this.root.querySelector(`.tiles .${name}`)
			if (!at) continue
			at.textContent = (100 * found[name]).toFixed(1)
			this.compare(at.parentElement, this.moved ? `was ${(100 * this.before[name]).toFixed(1)} %` : '')
		}
	}

	compare(tile, text) {
		tile.querySelector('.was-rate')?.remove()
		if (text) tile.append(element('span', 'was-rate', text))
	}

	/** Where the threshold is on the curves. */
	points(found) {
		const at = {roc: [found.alarms.value, found.caught.value], precision: [found.caught.value, found.precision], retake: [found.sent, found.accepted / this.now.most]}
		for (const [name, [x, y]] of Object.entries(at)) {
			const now = this.root.querySelector(`.${name} .now`)
			if (now) set(now, {cx: percent(x), cy: percent(1 - y)})
		}
		const across = this.root.querySelector('.roc .span.across'), up = this.root.querySelector('.roc .span.up')
		if (!across) return
		set(across, {x1: percent(found.alarms.low), x2: percent(found.alarms.high), y1: percent(1 - found.caught.value), y2: percent(1 - found.caught.value)})
		set(up, {x1: percent(found.alarms.value), x2: percent(found.alarms.value), y1: percent(1 - found.caught.high), y2: percent(1 - found.caught.low)})
	}

	/** The photos that change side. */
	flips(found) {
		const failed = (cells, is) => new Set(cells[`${is} fail`].map(([photo]) => photo))
		const groups = [['bad', true, 'bad, now caught'], ['bad', false, 'bad, now let through'], ['good', true, 'good, now sent back'], ['good', false, 'good, no longer sent back']]
		const box = this.root.querySelector('.flips'), parts = []
		for (const [is, fails, words] of groups) {
			const [here, there] = fails ? [found.cells, this.before.cells] : [this.before.cells, found.cells]
			const other = failed(there, is)
			const changed = here[`${is} fail`].filter(([photo]) => !other.has(photo))
			if (changed.length > 0) parts.push(element('h4', is, `${counted(changed.length, 'photo')}: ${words}`), ...list(changed, most.flips))
		}
		if (this.moved && parts.length === 0) parts.push(element('p', 'aside', 'No photo changes side.'))
		box.replaceChildren(...parts)
	}

	open(event, name) {
		event.preventDefault()
		const cell = this.root.querySelector(`details[data-cell="${name}"]`)
		if (cell.hidden) return
		for (const other of this.root.querySelectorAll('details[data-cell]')) other.open = other === cell
		cell.querySelector('summary').focus({preventScroll: true})
		cell.scrollIntoView({block: 'nearest'})
	}

	/** Puts the photos of now into a cell that is open. */
	fill(cell) {
		if (!cell.open) return
		const distance = ([, , number]) => Math.abs(number - this.now.fail)
		const found = [...this.found.cells[cell.dataset.cell]].sort((a, b) => distance(b) - distance(a))
		cell.querySelector('.inside').replaceChildren(...list(found, most.cell))
	}
}

/** Copies text, and says so on the button; selects it where copying is refused. */
async function copy(text, button, shown) {
	const words = button.dataset.words ??= button.textContent
	try {
		await navigator.clipboard.writeText(text)
		button.textContent = 'Copied'
	} catch {
		if (shown) getSelection().selectAllChildren(shown)
		button.textContent = shown ? 'Selected: copy it with your keyboard' : 'Copying was refused'
	}
	setTimeout(() => { button.textContent = words }, 2000)
}

const tray = element('div', 'tray'), trayText = element('span'), trayCopy = element('button', '', 'Copy YAML of all moved'), trayReset = element('button', '', 'Put all back')
set(tray, {role: 'region', 'aria-label': 'Moved thresholds'})
trayCopy.type = trayReset.type = 'button'
tray.append(trayText, trayCopy, trayReset)
tray.hidden = true
document.body.append(tray)

const sections = checks.map((check) => new Section(check))
const movedSections = () => sections.filter((section) => section.moved)

function showTray() {
	tray.hidden = movedSections().length === 0
	trayText.textContent = `${counted(movedSections().length, 'check')} moved`
}

trayCopy.addEventListener('click', () => copy(movedSections().map((section) => yaml(section.now)).join(''), trayCopy))
trayReset.addEventListener('click', () => movedSections().forEach((section) => section.putBack()))
