package stat

import "math"

// Kappa is how far two people agree beyond chance (Cohen 1960): 1 when they
// always do, 0 when as often as if each drew their answers at random.
type Kappa struct {
	N      int     `json:"n"`      // answers that both gave
	Agreed int     `json:"agreed"` // of which the same
	Value  float64 `json:"value"`
	Low    float64 `json:"low"` // 95 % interval
	High   float64 `json:"high"`
}

// KappaOf takes counts of pairs of answers: rows are one person's, columns the
// other's, in the same order. It is not ok when kappa has no meaning: without
// pairs, or when both always gave the same one answer, which chance would do
// too.
//
// The interval is Fleiss, Cohen and Everitt's (1969), which takes photos as
// independent: those of one scene make it too narrow. Where people always or
// never agree it has no width; then its ends are what Wilson's for the share
// of agreement make of kappa.
func KappaOf(counts [][]int) (k Kappa, ok bool) {
	size := len(counts)
	rows, columns := make([]float64, size), make([]float64, size)
	for i := range counts {
		for j, n := range counts[i] {
			rows[i], columns[j] = rows[i]+float64(n), columns[j]+float64(n)
			k.N += n
		}
		k.Agreed += counts[i][i]
	}
	n := float64(k.N)
	chance := 0.0
	for i := range rows {
		rows[i], columns[i] = rows[i]/n, columns[i]/n
		chance += rows[i] * columns[i]
	}
	if k.N == 0 || chance >= 1 {
		return Kappa{N: k.N, Agreed: k.Agreed}, false
	}
	agreed := float64(k.Agreed) / n
	k.Value = (agreed - chance) / (1 - chance)
	reach := z * kappaError(counts, rows, columns, agreed, chance)
	k.Low, k.High = max(-1, k.Value-reach), min(1, k.Value+reach)
	if reach < 1e-9 {
		share := Of(k.Agreed, k.N)
		k.Low, k.High = max(-1, (share.Low-chance)/(1-chance)), min(1, (share.High-chance)/(1-chance))
	}
	return k, true
}

// kappaError is kappa's standard error; rows and columns are shares.
func kappaError(counts [][]int, rows, columns []float64, agreed, chance float64) float64 {
	n, sum := 0.0, 0.0
	for _, row := range counts {
		for _, c := range row {
			n += float64(c)
		}
	}
	for i := range counts {
		for j, c := range counts[i] {
			share := float64(c) / n
			if i == j {
				part := (1 - chance) - (rows[i]+columns[i])*(1-agreed)
				sum += share * part * part
			} else {
				part := columns[i] + rows[j]
				sum += share * (1 - agreed) * (1 - agreed) * part * part
			}
		}
	}
	rest := agreed*chance - 2*chance + agreed
	return math.Sqrt(max(0, sum-rest*rest)/n) / ((1 - chance) * (1 - chance))
}
