<#
.SYNOPSIS
From images to a tested comparison with brain data, in one script.

.DESCRIPTION
120 images of clothes go through fashionnet, a small network that comes with DnnBrain. Its layers are compared with two
regions of eight SIMULATED subjects, whose ground truth is known: the early region was made from the first layers, the late one
from the last. Then a ridge model predicts each voxel of one subject, and the accuracy is written back as a brain image.

.EXAMPLE
./01-first-comparison.ps1

.EXAMPLE
./01-first-comparison.ps1 -OutFolder ~/first -Verbose
#>
[CmdletBinding()]
param(
    # Where the files go; made if it is not there. Files of an earlier run are replaced.
    [string] $OutFolder = './dnnbrain-demo',

    # Everything random follows it.
    [long] $Seed = 1
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
if (-not (Get-Module DnnBrain)) { Import-Module DnnBrain }
$data = Join-Path $PSScriptRoot data
$null = New-Item -ItemType Directory -Path $OutFolder -Force

# 1. Stimuli, and what every layer answers to them: one forward pass, one file.
$stimuli = Import-Stimulus "$data/fashion.stim.csv"
$activations = $stimuli | Get-DnnActivation fashionnet *_relu, fc2 -OutFile "$OutFolder/fashionnet.act.h5" -Force

# 2. An RDM a layer, compared with the RDMs of both regions in all subjects.
$rdms = $activations | New-Rdm -Metric Correlation
$rdms | Export-Rdm "$OutFolder/fashionnet.rdm.h5" -Force
$brain = Import-Rdm "$data/brain/brain.rdm.npz"
$comparison = $rdms | Invoke-RsaComparison -Reference $brain -Method Spearman -PermutationCount 10000 -Seed $Seed
'Layers of fashionnet and two regions of eight SIMULATED subjects. Made from: early, conv1 and conv2; late, fc1 and fc2.'
$comparison | Format-Table
$comparison | Select-Object Name, Region, Method, Correlation, StandardError, PValue, AdjustedPValue, CeilingLower, CeilingUpper |
    Export-Csv "$OutFolder/comparison.csv" -Force

# 3. Pictures: one RDM, and layers by regions below the noise ceiling.
$rdms | Where-Object Name -eq fc1_relu | Export-DnnFigure "$OutFolder/fc1_relu.svg" -Stimulus $stimuli -Title 'fashionnet' -Force
$comparison | Export-DnnFigure "$OutFolder/comparison.svg" -Title 'fashionnet and two regions' -Note 'Simulated brain data' -Force

# 4. An encoding model of the late region in one subject, tested on held-out images, and its accuracy as a brain image.
$pattern = Import-BrainImage "$data/brain/sub-01.nii.gz" |
    Get-BrainPattern -Mask "$data/brain/roi.nii.gz" -Label 2 -Stimulus $stimuli -Subject sub-01
$encoding = $activations | Where-Object Layer -eq fc1_relu | New-EncodingModel -Target $pattern -Method Ridge |
    Test-EncodingModel -FoldCount 6 -Seed $Seed
'An encoding model of the late region in one SIMULATED subject: mean accuracy (r) over voxels, on held-out images.'
$encoding | Format-Table
$encoding | Export-BrainImage "$OutFolder/accuracy.nii.gz" -Force

# 5. What single units prefer.
'The three images that drive two channels most.'
$stimuli | Find-TopStimulus fashionnet conv5_relu -Channel 1, 2 -Top 3 | Format-Table

Get-ChildItem $OutFolder | Format-Table Name, Length
