@{
    RootModule           = 'bin/DnnBrain.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5c0d1c3e-8a3b-4f0e-9c55-1f2a4f3b7d61'
    Author               = 'The DnnBrain authors'
    Copyright            = '(c) 2026 The DnnBrain authors. MIT licence.'
    Description          = 'Scan deep networks as you scan brains, and map the one onto the other: activations, RDMs, encoding models and honest statistics in one pipeline.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('DnnBrain.Format.ps1xml')
    TypesToProcess       = @('DnnBrain.Types.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Convert-Activation'
        'Convert-Rdm'
        'Export-Activation'
        'Export-BrainImage'
        'Export-DnnFigure'
        'Export-DnnMask'
        'Export-Rdm'
        'Export-Stimulus'
        'Find-TopStimulus'
        'Get-BrainPattern'
        'Get-DnnActivation'
        'Get-DnnKernel'
        'Get-DnnLayer'
        'Get-DnnModel'
        'Group-Activation'
        'Import-Activation'
        'Import-BrainEpoch'
        'Import-BrainImage'
        'Import-DnnMask'
        'Import-DnnModel'
        'Import-Rdm'
        'Import-RsaDataset'
        'Import-Stimulus'
        'Invoke-RsaComparison'
        'Invoke-SearchlightRsa'
        'Invoke-TemporalRsa'
        'Invoke-VariancePartition'
        'Invoke-WeightedRsa'
        'Join-Activation'
        'Measure-Cka'
        'Measure-DistributionDistance'
        'Measure-NoiseCeiling'
        'Measure-NoiseCovariance'
        'Merge-Rdm'
        'New-BehaviorRdm'
        'New-DnnMask'
        'New-DnnPreprocessing'
        'New-EncodingModel'
        'New-ModelRdm'
        'New-Rdm'
        'New-RsaModel'
        'Save-DnnModelWeight'
        'Select-Activation'
        'Select-Rdm'
        'Test-BrainMap'
        'Test-EncodingModel'
        'Test-RsaDifference'
        'Test-RsaModel'
    )
    PrivateData          = @{
        PSData = @{
            Tags       = @('PSEdition_Core', 'Linux', 'neuroscience', 'fMRI', 'RSA', 'deep-learning', 'encoding-model', 'neuroimaging')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
