package search

import "strings"

// rules are what the script must know of a language. They are data in the
// manifest, so that the script speaks no language itself.
type rules struct {
	// Endings are tried in order, in two rounds; the first that leaves three
	// characters or more is taken away. After "=" stands what takes its place.
	Endings [2]string
	// Sounds are letters that sound alike to who spells by ear, each with what
	// stands for all of them.
	Sounds string
	// Stop are words that say little, whatever they stand in.
	Stop string
}

// languages are the rules by language, without its region. A language that is
// not here is searched by whole words, their beginnings and near spellings.
var languages = map[string]rules{
	"en": {
		Endings: [2]string{
			"ss=ss izations ization ications ication ations ation itions ition ingly nesses ments ness ment able ible ising izing ised ises ized izes ings ions edly ers ies ied ier ise ize ing ion ity ily ive er ed es ly al s",
			"e y i",
		},
		Sounds: "ph=f gh= kn=n wr=r ck=k ce=se ci=si cy=si x=ks c=k q=k z=s ie=i ee=i ea=i ei=i y=i ai=a ay=a ou=u oo=u ow=u oa=o",
		Stop:   "a an the this that these those and or but if of in on at to for from with by as is am are was were be been being i me my mine you your he she it its we our they them their do does did done have has had can could will would should may might must not no so too very just also what which who when where why how there here than then some any all im ive dont doesnt didnt cant wont isnt get got up please help ill youre thats theres whats hows wheres lets doesn havent hasnt hadnt wasnt werent couldnt wouldnt shouldnt arent aint say says said tell tells told go goes going gone went want wants wanted need needs think like such about into onto while since through between most actually really okay ok yes hi hello thanks thank sir guys pls plz cuz gonna wanna gotta ur thing things something anything always ever even",
	},
	"es": {
		Endings: [2]string{
			"amientos imientos amiento imiento aciones iciones ciones acion icion cion adoras adores adora ador mente idades idad ieron iendo arlos arlas erlo erla arlo arla arse erse irse ando aron aban amos emos imos adas ados idas idos eres ada ado ida ido aba ian ias ar er ir as os es an en io ia a e o",
			"z=c i u",
		},
		Sounds: "qu=k ce=se ci=si ge=je gi=ji gue=ge gui=gi ll=y h= v=b z=s c=k x=s w=u",
		Stop:   "a al ante con de del desde el ella ellos en entre era es esa ese eso esta este esto ha han hasta hay he la las le les lo los me mi mis muy no nos o para pero por porque que se si sin sobre su sus te tu tus un una unas uno unos y ya yo como cuando donde cual quien estoy esta estan tengo tiene puedo puede debo soy eres somos son ser fue fueron sido estas estamos estaba haber habia hace hacen hacer hizo tener tenia tienes tienen puedes pueden podria poder debe deben deberia quiero quiere quisiera necesita dice dicen decir vi doy voy va van ir alguna alguno algunas algunos tan tanto aun tambien entonces pues asi aqui ahi alli esos esas estos aquel nosotros ustedes usted ellas mio mia nuestra cuyo cuales quienes adonde hola gracias favor ok q xq pq",
	},
	"fr": {
		Endings: [2]string{"issements issement ations ation ements ement euses euse eurs eur ites ite ives ive ifs if aient ait ais ant ees ee es er ez ir is it s", "e i"},
		Sounds:  "eau=o au=o ph=f qu=k ce=se ci=si c=k ai=e ei=e y=i h= z=s",
		Stop:    "a au aux avec ce ces cette dans de des du elle en et est il ils j je l la le les leur lui ma mais me mes mon n ne nous on ou par pas pour qu que qui s sa se ses son sur t ta te tes ton tu un une vos votre vous y c d",
	},
	"de": {
		Endings: [2]string{"ungen ung heiten heit keiten keit lichen liche lich ischen ische isch ern em er en es et e s n t", "e"},
		Sounds:  "ph=f v=f ck=k c=k dt=t th=t tz=z ts=z ie=i ai=ei y=i h=",
		Stop:    "aber als am an auch auf aus bei bin bis bist da das dass dein dem den der des die doch du ein eine einem einen einer es fur hat habe ich ihr im in ist ja kann man mein mich mir mit nach nicht noch nur ob oder sein sich sie sind so und uns vom von war was wenn wer wie wir wird zu zum zur",
	},
	"pt": {
		Endings: [2]string{"amentos imentos amento imento acoes coes acao cao adoras adores adora ador mente idades idade aram eram iram ando endo indo adas ados idas idos ada ado ida ido ar er ir as os es am em ou eu iu a e o s", "i u"},
		Sounds:  "ph=f qu=k ce=se ci=si c=k z=s x=s y=i h=",
		Stop:    "a ao aos as com da das de do dos e ela ele em essa esse esta este eu foi ha isso ja la mais mas me meu minha muito na nao nas no nos o os ou para pela pelo por porque qual que quem se sem seu sua tem um uma voce",
	},
	"it": {
		Endings: [2]string{"azioni azione amenti imenti amento imento mente ita atori atore ando endo arono ate ati ata ato ite iti ita ito are ere ire a e i o", "h i"},
		Sounds:  "qu=k ch=k c=k gh=g y=i h=",
		Stop:    "a ai al alla che chi ci come con da dal de dei del della di e ed gli ha ho i il in io l la le lo ma mi mio nel non o per piu quando quello questa questo se si sono su sul ti tu un una uno",
	},
}

func rulesOf(tag string) rules {
	base, _, _ := strings.Cut(tag, "-")
	return languages[base]
}

// Stems are the words of a text without their endings, by the rules of a
// language: texts that say the same in other forms have the same.
func Stems(lang, text string) []string {
	r := rulesOf(lang)
	var stems []string
	for _, w := range Cut(text) {
		stems = append(stems, r.stem(w.Text))
	}
	return stems
}

// stem takes a word's endings away. It is what stem in cut.js does.
func (r rules) stem(word string) string {
	stem := []rune(word)
	for _, round := range r.Endings {
		for rule := range strings.FieldsSeq(round) {
			ending, instead, _ := strings.Cut(rule, "=")
			if rest := len(stem) - len([]rune(ending)); rest >= 3 && string(stem[rest:]) == ending {
				stem = append(stem[:rest:rest], []rune(instead)...)
				break
			}
		}
	}
	if n := len(stem); n > 3 && stem[n-1] == stem[n-2] {
		stem = stem[:n-1]
	}
	return string(stem)
}
