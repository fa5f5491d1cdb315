BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimulus = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 1
}

Describe 'Get-DnnKernel' {
    It 'gives the weights that make the answers of a fully connected layer' {
        # fc2 is linear: an answer is the sum of weights times fc1_relu, plus the bias.
        $in = ($stimulus | Get-DnnActivation fashionnet fc1_relu).ToArray()
        $out = ($stimulus | Get-DnnActivation fashionnet fc2).ToArray()
        foreach ($kernel in Get-DnnKernel fashionnet fc2 10, 1) {
            $sum = [double]$kernel.Bias
            for ($i = 0; $i -lt $in.Count; $i++) { $sum += $kernel.Weight[$i] * $in[$i] }
            # Another order of summation in float32.
            [Math]::Abs($sum - $out[$kernel.Channel - 1]) | Should -BeLessThan 1e-4
        }
    }

    It 'gives one object a channel, in the order asked for' {
        (Get-DnnKernel fashionnet conv1).Count | Should -Be 16
        $kernels = Get-DnnKernel fashionnet conv2 5, 2
        $kernels.Channel | Should -Be 5, 2
        "$($kernels[0].Shape)" | Should -Be '16×3×3'
        $square = ($kernels[0].Weight | ForEach-Object { $_ * $_ } | Measure-Object -Sum).Sum
        [Math]::Abs($kernels[0].Norm - [Math]::Sqrt($square)) | Should -BeLessThan 1e-6
    }

    It 'passes over layers without kernels in a pattern, and refuses one by name' {
        (Get-DnnKernel fashionnet fc* 1).Layer | Should -Be 'fc1', 'fc2'
        { Get-DnnKernel fashionnet fc1_relu -ErrorAction Stop } | Should -Throw -ErrorId 'KernelNotFound,*' -ExpectedMessage '*conv1*'
        { Get-DnnKernel fashionnet fc2 11 -ErrorAction Stop } | Should -Throw -ErrorId 'UnitNotFound,*' -ExpectedMessage '*channels 1 to 10*'
        { Get-DnnKernel fashionnet fc2 0 -ErrorAction Stop } | Should -Throw -ErrorId 'UnitNotFound,*'
    }
}
