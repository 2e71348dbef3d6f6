package main
import ("testing";"os";"path/filepath";"context";"time";"retake/generator/publish";"fmt")
func BenchmarkCold(b *testing.B){
 dir:=os.Getenv("BDIR"); if dir=="" {dir="/tmp/bdir"}
 n:=10000
 if _,err:=os.Stat(dir); err!=nil { if err:=writeCorpus(dir,n,1);err!=nil{b.Fatal(err)} }
 for i:=0;i<b.N;i++{
  os.RemoveAll(filepath.Join(dir,"again"))
  builder := publish.NewBuilder(publish.Options{File: filepath.Join(dir,"site.yaml"),Overrides: map[string]any{"compress": false, "pictures": false, "output": "again"},Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
  t0:=time.Now()
  before,err:=build(builder); if err!=nil{b.Fatal(err)}
  t1:=time.Now()
  if _,err:=publish.Write(context.Background(),before,publish.WriteOptions{});err!=nil{b.Fatal(err)}
  t2:=time.Now()
  touch(dir)
  after,err:=build(builder); if err!=nil{b.Fatal(err)}
  t3:=time.Now()
  ch,_:=publish.Changed(before.Outputs,after.Outputs)
  renderAll(ch)
  t4:=time.Now()
  fmt.Println("build",t1.Sub(t0),"write",t2.Sub(t1),"rebuild",t3.Sub(t2),"render",len(ch),t4.Sub(t3))
  for _,o:=range ch { fmt.Print(o.Name," ") }
  fmt.Println()
 }
}
