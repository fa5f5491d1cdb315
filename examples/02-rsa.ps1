<#
.SYNOPSIS
Representational similarity analysis with the inference that a reviewer asks for.

.DESCRIPTION
Layers of fashionnet and two regions of eight SIMULATED subjects, whose ground truth is known: the early region was made from
conv1 and conv2, the late one from fc1 and fc2. RDMs by several metrics, noise ceilings with intervals, comparison with label
permutations and a bootstrap over people and images, differences between layers, weighted layers, and what early and late layers
explain by themselves. The counts of permutations and draws keep the demo short; take 1,000 and more in earnest.

.EXAMPLE
./02-rsa.ps1

.EXAMPLE
./02-rsa.ps1 -OutFolder ~/rsa -Count 2000
#>
[CmdletBinding()]
param(
    # Where the files go; made if it is not there. Files of an earlier run are replaced.
    [string] $OutFolder = './dnnbrain-rsa',

    # Number of permutations and of bootstrap draws.
    [int] $Count = 50,

    # Everything random follows it.
    [long] $Seed = 1
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
if (-not (Get-Module DnnBrain)) { Import-Module DnnBrain }
$data = Join-Path $PSScriptRoot data
$null = New-Item -ItemType Directory -Path $OutFolder -Force

# 1. RDMs of the layers, by three metrics: how much does the choice matter?
$stimuli = Import-Stimulus "$data/fashion.stim.csv"
$activations = $stimuli | Get-DnnActivation fashionnet conv1_relu, conv3_relu, conv5_relu, fc1_relu
$brain = Import-Rdm "$data/brain/brain.rdm.npz"
'One region by three metrics of the layers.'
foreach ($metric in 'Correlation', 'Cosine', 'Euclidean') {
    $activations | New-Rdm -Metric $metric | Invoke-RsaComparison ($brain | Where-Object Name -eq late) -PermutationCount 0 |
        Select-Object @{ Name = 'Metric'; Expression = { $metric } }, Name, Correlation
}
$rdms = $activations | New-Rdm -Metric Correlation
$rdms[3] | Export-DnnFigure "$OutFolder/fc1.svg" -Stimulus $stimuli -Title 'fc1 of fashionnet' -Force

# 2. What could any model reach? The noise ceiling, with an interval over other people.
'Noise ceilings.'
$brain | Measure-NoiseCeiling -Bootstrap Subject -BootstrapCount $Count -Seed $Seed | Format-Table

# 3. Which layers resemble which region: label permutations, corrected over layers and regions, and a bootstrap over people and images.
'Layers and regions.'
$comparison = $rdms | Invoke-RsaComparison $brain -PermutationCount $Count -Bootstrap Both -BootstrapCount $Count -Seed $Seed
$comparison | Format-Table
$comparison | Export-DnnFigure "$OutFolder/layers.svg" -Title 'fashionnet and two regions' -Note 'Simulated brain data' -Force

# 4. Does one layer resemble a region more than another? Between every pair, under the same draws.
'Differences between layers.'
$comparison | Test-RsaDifference | Format-Table

# 5. Is a weighted sum of layers better than the best layer? Weighted on other images and people than it is scored on.
'Weighted layers.'
$weighted = $rdms | Invoke-WeightedRsa $brain -RepetitionCount 2 -PermutationCount 0 -Seed $Seed
$weighted | Format-Table
foreach ($result in $weighted) {
    '{0}: {1}' -f $result.Region, ((0..3 | ForEach-Object { '{0} {1:0.00}' -f $result.Component[$_], $result.Weight[$_] }) -join ', ')
}

# 6. What do early and late layers explain by themselves, and what do they share?
'Parts of the explained variance.'
$groups = [ordered]@{ early = 'conv1_relu'; late = 'fc1_relu' }
$parts = $rdms | Invoke-VariancePartition $brain $groups -PermutationCount $Count -Seed $Seed
$parts | Format-Table
$parts | Select-Object Region, Name, Kind, RSquared, StandardError, PValue, AdjustedPValue | Export-Csv "$OutFolder/parts.csv" -Force

Get-ChildItem $OutFolder | Format-Table Name, Length
