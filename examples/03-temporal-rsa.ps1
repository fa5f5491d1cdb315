<#
.SYNOPSIS
When a geometry appears: representational similarity over time, on M/EEG.

.DESCRIPTION
Epochs of eight SIMULATED subjects, whose ground truth is known: the looks of 18 images were planted around 0.1 s in the sensors O, the season in
which one wears what they show around 0.2 s in the sensors T. Crossnobis distances of every bin of time in units of the noise, layers of
fashionnet and categories as models over time, what one model tells beyond the other, which sensors tell it, and for how long a geometry stays.

.EXAMPLE
./03-temporal-rsa.ps1

.EXAMPLE
./03-temporal-rsa.ps1 -OutFolder ~/meg
#>
[CmdletBinding()]
param(
    # Where the files go; made if it is not there. Files of an earlier run are replaced.
    [string] $OutFolder = './dnnbrain-meg',

    # Everything random follows it.
    [long] $Seed = 1
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
if (-not (Get-Module DnnBrain)) { Import-Module DnnBrain }
$data = Join-Path $PSScriptRoot data
$null = New-Item -ItemType Directory -Path $OutFolder -Force

# 1. One RDM a sample and subject. Distances of different runs, in units of the noise of all times, are 0 on average without an effect.
$epochs = Import-BrainEpoch "$data/meg/sub-*_meg.npz"
$epochs | Format-Table
$noise = $epochs | Measure-NoiseCovariance -Condition stimulus -OverTime
$rdms = $epochs | New-Rdm Crossnobis -Condition stimulus -Run run -Noise $noise
$rdms | Export-Rdm "$OutFolder/meg.rdm.h5" -Force

# 2. When do layers and categories fit? Corrected over all times and models; clusters say that there is an effect, not when it begins.
$table = Import-Csv "$data/meg/stimuli.csv"
$layers = Import-Stimulus "$data/fashion.stim.csv" | Where-Object Id -In $table.Id | Get-DnnActivation fashionnet conv1_relu, fc1_relu | New-Rdm
$season = $table | New-ModelRdm Season
'Models over time.'
$course = @($layers) + $season | Invoke-TemporalRsa $rdms -Seed $Seed
$course | Format-Table

# 3. Seasons look a little different, too: what does each model tell beyond the other?
'Beyond the other model.'
$beyond = @(
    $layers[0] | Invoke-TemporalRsa $rdms -Nuisance $season -Seed $Seed
    $season | Invoke-TemporalRsa $rdms -Nuisance $layers[0] -Seed $Seed
)
$beyond | Format-Table
$beyond | ForEach-Object { foreach ($i in 0..($_.Time.Count - 1)) { [pscustomobject]@{ Model = $_.Name; Time = $_.Time[$i]; Similarity = $_.Similarity[$i]; P = $_.AdjustedPValue[$i] } } } |
    Export-Csv "$OutFolder/course.csv" -Force

# 4. Which sensors? Each group by itself, tested together.
'Groups of sensors.'
$groups = foreach ($group in 'O', 'T') {
    $some = Import-BrainEpoch "$data/meg/sub-*_meg.npz" -Sensor "$group*" -Name $group
    $some | New-Rdm Crossnobis -Condition stimulus -Run run -Noise ($some | Measure-NoiseCovariance -Condition stimulus -OverTime)
}
$layers[0], $season | Invoke-TemporalRsa $groups -Seed $Seed | Format-Table

# 5. For how long does a geometry stay? Each subject at each time with the others at each other time, in bins of 40 ms.
'Generalisation across time.'
$coarse = $epochs | New-Rdm Crossnobis -Condition stimulus -Run run -Noise $noise -TimeWindow 0, 0.31 -BinWidth 0.04
$across = Invoke-TemporalRsa $coarse -AcrossTime -Seed $Seed
$square = $across.ToTable()
foreach ($row in 0..7) { '{0,5:F2} s {1}' -f $across.Time[$row], ((0..7 | ForEach-Object { '{0,6:F2}' -f $square[$row, $_] }) -join '') }

Get-ChildItem $OutFolder | Format-Table Name, Length
